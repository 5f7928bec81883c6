const DOT = 0x2e;
const COLON = 0x3a;

/** Writes the octets of an address in text into `into`, which has room for 16. Returns their number, 4 or 16; 0 where the text is no address. Allocates nothing. */
export function readAddress(text: string, into: Buffer): number {
  if (text.includes(':')) return readIpv6(text, into) ? 16 : 0;
  return readIpv4(text, 0, into, 0) ? 4 : 0;
}

/** Four decimal numbers from `from` to the end of the text. */
function readIpv4(text: string, from: number, into: Buffer, to: number): boolean {
  let at = from;
  for (let i = 0; i < 4; i += 1) {
    let value = 0;
    let digits = 0;
    for (; at < text.length && digits < 4; at += 1, digits += 1) {
      const digit = text.charCodeAt(at) - 0x30; /* 0 */
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (digits === 0 || digits > 3 || value > 255) return false;
    into[to + i] = value;
    if (i < 3 && text.charCodeAt(at++) !== DOT) return false;
  }
  return at === text.length;
}

/** Groups of up to four hexadecimal digits, one `::` for a run of zeros, dotted decimals at the end (RFC 4291, 2.2). */
function readIpv6(text: string, into: Buffer): boolean {
  let groups = 0;
  let run = text.startsWith('::') ? 0 : -1;
  let at = run === 0 ? 2 : 0;
  while (at < text.length) {
    const end = endOfGroup(text, at);
    if (text.charCodeAt(end) === DOT) {
      if (groups > 6 || !readIpv4(text, at, into, groups * 2)) return false;
      groups += 2;
      break;
    }
    if (groups === 8 || end === at || end - at > 4) return false;
    const value = hexadecimal(text, at, end);
    into[groups * 2] = value >> 8;
    into[groups * 2 + 1] = value & 0xff;
    groups += 1;
    at = end;
    if (at === text.length) break;
    if (text.charCodeAt(at) !== COLON || at + 1 === text.length) return false;
    at += 1;
    if (text.charCodeAt(at) !== COLON) continue;
    if (run >= 0) return false;
    run = groups;
    at += 1;
  }
  if (run < 0) return groups === 8;
  return spread(into, groups, run);
}

/** Puts zeros where `::` stood: for one group at least. */
function spread(into: Buffer, groups: number, run: number): boolean {
  if (groups >= 8) return false;
  const tail = 16 - (groups - run) * 2;
  into.copyWithin(tail, run * 2, groups * 2);
  into.fill(0, run * 2, tail);
  return true;
}

function endOfGroup(text: string, from: number): number {
  let at = from;
  while (at < text.length && digitOf(text.charCodeAt(at)) >= 0) at += 1;
  return at;
}

function hexadecimal(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = (value << 4) | digitOf(text.charCodeAt(at));
  return value;
}

/** The value of a hexadecimal digit, -1 where it is none. */
function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
