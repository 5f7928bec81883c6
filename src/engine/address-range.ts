/** The longest text of an IPv6 address is 45 letters (RFC 4291, 2.2, with an IPv4 tail). */
const TEXT_MAX = 45;

/** A block of addresses: its octets and how many leading bits count. */
export interface AddressRange {
  readonly octets: readonly number[];
  readonly bits: number;
}

/** The 4 or 16 octets of an IPv4 or IPv6 address in text, else null. */
export function parseAddress(text: string): readonly number[] | null {
  if (text.length > TEXT_MAX) return null;
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/** A block such as `192.168.0.0/16` or `fe80::/10` (RFC 4632); a lone address is a block of one. */
export function parseRange(text: string): AddressRange | null {
  const slash = text.indexOf('/');
  const octets = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (octets === null) return null;
  const all = octets.length * 8;
  if (slash < 0) return { octets, bits: all };
  const suffix = text.slice(slash + 1);
  if (!/^[0-9]{1,3}$/.test(suffix)) return null;
  const bits = Number(suffix);
  return bits <= all ? { octets, bits } : null;
}

/** True where the address lies in the block; an IPv4 address never lies in an IPv6 block. */
export function inRange(range: AddressRange, address: readonly number[]): boolean {
  if (range.octets.length !== address.length) return false;
  const whole = range.bits >> 3;
  for (let at = 0; at < whole; at++) if (range.octets[at] !== address[at]) return false;
  const rest = range.bits & 7;
  if (rest === 0) return true;
  const mask = (0xff << (8 - rest)) & 0xff;
  return (range.octets[whole]! & mask) === (address[whole]! & mask);
}

function parseIpv4(text: string): readonly number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  const octets: number[] = [];
  for (const part of parts) {
    if (!/^[0-9]{1,3}$/.test(part) || Number(part) > 255) return null;
    octets.push(Number(part));
  }
  return octets;
}

/** RFC 4291, 2.2: groups of 16 bits, one `::` for a run of zeros, perhaps an IPv4 tail. */
function parseIpv6(text: string): readonly number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = groups(halves[0]!);
  const tail = halves.length === 2 ? groups(halves[1]!) : [];
  if (head === null || tail === null) return null;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return null;
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail];
}

function groups(text: string): number[] | null {
  if (text === '') return [];
  const octets: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1 && part.includes('.')) {
      const tail = parseIpv4(part);
      if (tail === null) return null;
      octets.push(...tail);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return null;
      const group = Number.parseInt(part, 16);
      octets.push(group >> 8, group & 0xff);
    }
  }
  return octets;
}
