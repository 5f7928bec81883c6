const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/** A MAC address as `02:00:00:00:00:01`. */
export function formatMac(b: Buffer, at: number): string {
  return `${HEX[b[at]!]}:${HEX[b[at + 1]!]}:${HEX[b[at + 2]!]}:${HEX[b[at + 3]!]}:${HEX[b[at + 4]!]}:${HEX[b[at + 5]!]}`;
}

/** An IPv4 address in dotted form. */
export function formatIpv4(b: Buffer, at: number): string {
  return `${b[at]}.${b[at + 1]}.${b[at + 2]}.${b[at + 3]}`;
}

/** An IPv6 address in the form of RFC 5952, section 4: lower case, no leading zeros, the longest run of zeros as `::`. Makes no closure and no list. */
export function formatIpv6(b: Buffer, at: number): string {
  if (isMapped(b, at)) return `::ffff:${formatIpv4(b, at + 12)}`;
  let runAt = -1;
  let runLength = 1;
  for (let i = 0; i < 8; i += 1) {
    let length = 0;
    while (i + length < 8 && b[at + 2 * (i + length)] === 0 && b[at + 2 * (i + length) + 1] === 0) length += 1;
    if (length > runLength) {
      runAt = i;
      runLength = length;
    }
    i += length;
  }
  let text = '';
  for (let i = 0; i < 8; i += 1) {
    if (i === runAt) {
      text += '::';
      i += runLength - 1;
      continue;
    }
    if (text !== '' && !text.endsWith(':')) text += ':';
    text += ((b[at + 2 * i]! << 8) | b[at + 2 * i + 1]!).toString(16);
  }
  return text;
}

/** IPv4-mapped addresses are written with the dotted part (RFC 5952, section 5). */
function isMapped(b: Buffer, at: number): boolean {
  if (b[at + 10] !== 0xff || b[at + 11] !== 0xff) return false;
  for (let i = 0; i < 10; i += 1) if (b[at + i] !== 0) return false;
  return true;
}

/** An address of 4 or 16 octets as text. */
export function formatAddress(b: Buffer, at: number, length: number): string {
  return length === 4 ? formatIpv4(b, at) : formatIpv6(b, at);
}

/** The octets of an IPv4 or IPv6 address in text; null where the text is neither. */
export function parseAddress(text: string): Buffer | null {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): Buffer | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  const octets = Buffer.alloc(4);
  for (let i = 0; i < 4; i += 1) {
    if (!/^\d{1,3}$/.test(parts[i]!) || Number(parts[i]) > 255) return null;
    octets[i] = Number(parts[i]);
  }
  return octets;
}

function parseIpv6(text: string): Buffer | null {
  let source = text;
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted !== null) {
    const v4 = parseIpv4(dotted[2]!);
    if (v4 === null) return null;
    source = `${dotted[1]}${v4.hexSlice(0, 2)}:${v4.hexSlice(2, 4)}`;
  }
  const halves = source.split('::');
  if (halves.length > 2) return null;
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const head = groups(halves[0]!);
  const tail = halves.length === 2 ? groups(halves[1]!) : [];
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const all = [...head, ...Array<string>(missing).fill('0'), ...tail];
  const octets = Buffer.alloc(16);
  for (let i = 0; i < 8; i += 1) {
    if (!/^[0-9a-f]{1,4}$/i.test(all[i]!)) return null;
    octets.writeUInt16BE(Number.parseInt(all[i]!, 16), i * 2);
  }
  return octets;
}
