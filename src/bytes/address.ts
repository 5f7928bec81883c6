import { readAddress } from './read-address.ts';

/**
 * Texts of the addresses formatted last: the same few hundred come again in every message, and as the same string each
 * time, so that a table keyed by it need not hash it again. Direct mapped: a crafted collision costs one formatting, never a
 * longer search. An empty text marks a free place.
 */
const PLACES = 4_096;
const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

const macWords = new Int32Array(PLACES * 2);
const macTexts = new Array<string>(PLACES).fill('');
const ipv4Words = new Int32Array(PLACES);
const ipv4Texts = new Array<string>(PLACES).fill('');
const ipv6Words = new Int32Array(PLACES * 4);
const ipv6Texts = new Array<string>(PLACES).fill('');

const word = (b: Buffer, at: number): number => (b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!;

/** The place of what was stirred into `h`. */
function placeOf(h: number): number {
  const mixed = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) & (PLACES - 1);
}

/** A MAC address as `02:00:00:00:00:01`. */
export function formatMac(b: Buffer, at: number): string {
  const high = word(b, at);
  const low = (b[at + 4]! << 8) | b[at + 5]!;
  const place = placeOf(high ^ Math.imul(low, 0x9e3779b1));
  const known = macTexts[place]!;
  if (macWords[place * 2] === high && macWords[place * 2 + 1] === low && known !== '') return known;
  macWords[place * 2] = high;
  macWords[place * 2 + 1] = low;
  const text = `${HEX[b[at]!]}:${HEX[b[at + 1]!]}:${HEX[b[at + 2]!]}:${HEX[b[at + 3]!]}:${HEX[b[at + 4]!]}:${HEX[b[at + 5]!]}`;
  return (macTexts[place] = text);
}

/** An IPv4 address in dotted form. */
export function formatIpv4(b: Buffer, at: number): string {
  const address = word(b, at);
  const place = placeOf(address);
  const known = ipv4Texts[place]!;
  if (ipv4Words[place] === address && known !== '') return known;
  ipv4Words[place] = address;
  return (ipv4Texts[place] = `${b[at]}.${b[at + 1]}.${b[at + 2]}.${b[at + 3]}`);
}

/** An IPv6 address in the form of RFC 5952, section 4: lower case, no leading zeros, the longest run of zeros as `::`. */
export function formatIpv6(b: Buffer, at: number): string {
  const one = word(b, at);
  const two = word(b, at + 4);
  const three = word(b, at + 8);
  const four = word(b, at + 12);
  const place = placeOf(Math.imul(Math.imul(Math.imul(one, 31) ^ two, 0x9e3779b1) ^ three, 0x9e3779b1) ^ four);
  const base = place * 4;
  const w = ipv6Words;
  const known = ipv6Texts[place]!;
  if (w[base + 3] === four && w[base + 2] === three && w[base + 1] === two && w[base] === one && known !== '') return known;
  w[base] = one;
  w[base + 1] = two;
  w[base + 2] = three;
  w[base + 3] = four;
  return (ipv6Texts[place] = writtenIpv6(b, at));
}

/** Makes no closure and no list. */
function writtenIpv6(b: Buffer, at: number): string {
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

const scratch = Buffer.alloc(16);

/** The octets of an IPv4 or IPv6 address in text; null where the text is neither. */
export function parseAddress(text: string): Buffer | null {
  const length = readAddress(text, scratch);
  return length === 0 ? null : Buffer.from(scratch.subarray(0, length));
}
