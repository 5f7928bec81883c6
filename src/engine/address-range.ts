import { parseAddress } from '../bytes/address.ts';

/** The longest text of an IPv6 address is 45 letters (RFC 4291, 2.2, with an IPv4 tail). */
const TEXT_MAX = 45;

/** A block of addresses: its octets and how many leading bits count. */
export interface AddressRange {
  readonly octets: Buffer;
  readonly bits: number;
}

let lastText = '';
let lastOctets: Buffer | null = null;

/** The 4 or 16 octets of an IPv4 or IPv6 address in text, else null. Several rules ask of the same address in a row: the last is remembered. */
export function addressOctets(text: string): Buffer | null {
  if (text.length > TEXT_MAX) return null;
  if (text !== lastText) {
    lastOctets = parseAddress(text);
    lastText = text;
  }
  return lastOctets;
}

/** A block such as `192.168.0.0/16` or `fe80::/10` (RFC 4632); a lone address is a block of one. */
export function parseRange(text: string): AddressRange | null {
  const slash = text.indexOf('/');
  const octets = addressOctets(slash < 0 ? text : text.slice(0, slash));
  if (octets === null) return null;
  const all = octets.length * 8;
  if (slash < 0) return { octets, bits: all };
  const suffix = text.slice(slash + 1);
  if (!/^[0-9]{1,3}$/.test(suffix)) return null;
  const bits = Number(suffix);
  return bits <= all ? { octets, bits } : null;
}

/** True where the address lies in the block; an IPv4 address never lies in an IPv6 block. */
export function inRange(range: AddressRange, address: Buffer): boolean {
  if (range.octets.length !== address.length) return false;
  const whole = range.bits >> 3;
  for (let at = 0; at < whole; at++) if (range.octets[at] !== address[at]) return false;
  const rest = range.bits & 7;
  if (rest === 0) return true;
  const mask = (0xff << (8 - rest)) & 0xff;
  return (range.octets[whole]! & mask) === (address[whole]! & mask);
}
