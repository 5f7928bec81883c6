import { Memo } from '../tls/memo.ts';
import { commonText } from '../wire/common-text.ts';

/** Universal tags that certificates use (X.690, section 8; constructed bit set where it is always constructed). */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

const OID_ARCS_MAX = 32;

/**
 * Walks DER, one element at a time. Never throws: where an element does not fit, `next` says false and stays where it is.
 * After `next`, the element's tag and content are in `tag`, `start`, `end`; `at` is behind it.
 */
export class DerWalker {
  readonly buffer: Buffer;
  at: number;
  readonly limit: number;
  tag = 0;
  /** Where the element itself starts (its tag octet). */
  from = 0;
  start = 0;
  end = 0;

  constructor(buffer: Buffer, start: number, end: number) {
    this.buffer = buffer;
    this.at = start;
    this.limit = Math.min(end, buffer.length);
  }

  /** Moves on to the next element (X.690, section 8.1); long tag numbers and indefinite lengths do not occur in certificates. */
  next(): boolean {
    const b = this.buffer;
    const at = this.at;
    if (at + 2 > this.limit || (b[at]! & 0x1f) === 0x1f) return false;
    let start = at + 2;
    let length = b[at + 1]!;
    if (length >= 0x80) {
      const octets = length & 0x7f;
      if (octets === 0 || octets > 3 || start + octets > this.limit) return false;
      length = 0;
      for (let i = 0; i < octets; i += 1) length = (length << 8) | b[start + i]!;
      start += octets;
    }
    if (start + length > this.limit) return false;
    this.tag = b[at]!;
    this.from = at;
    this.start = start;
    this.end = start + length;
    this.at = this.end;
    return true;
  }

  /** True where the next element is there and has this tag; else nothing moves. */
  expect(tag: number): boolean {
    return this.at < this.limit && this.buffer[this.at] === tag && this.next();
  }

  /** A walker over the content of the present element. */
  inside(): DerWalker {
    return new DerWalker(this.buffer, this.start, this.end);
  }
}

/** Object identifiers in dotted form by their octets: certificates name the same few dozen over and over. */
const identifiers = new Memo<string | null>(256, 64);

/** An object identifier as dotted decimals (X.690, section 8.19); null where it is not one. */
export function objectIdentifier(b: Buffer, start: number, end: number): string | null {
  const octets = commonText(b, start, end);
  const known = identifiers.get(octets);
  return known !== undefined ? known : identifiers.keep(octets, dotted(b, start, end));
}

function dotted(b: Buffer, start: number, end: number): string | null {
  if (end <= start || (b[end - 1]! & 0x80) !== 0) return null;
  const arcs: number[] = [];
  let value = 0;
  for (let at = start; at < end; at += 1) {
    value = value * 128 + (b[at]! & 0x7f);
    if (!Number.isSafeInteger(value) || arcs.length > OID_ARCS_MAX) return null;
    if ((b[at]! & 0x80) !== 0) continue;
    arcs.push(value);
    value = 0;
  }
  const first = arcs[0]!;
  const top = Math.min(Math.floor(first / 40), 2);
  return [top, first - top * 40, ...arcs.slice(1)].join('.');
}

/** The octets of an integer as lower-case hex without leading zeros; `0` for nothing. */
export function integerHex(b: Buffer, start: number, end: number): string {
  let at = start;
  while (at < end && b[at] === 0) at += 1;
  const hex = b.hexSlice(at, end);
  return hex === '' ? '0' : hex.startsWith('0') ? hex.slice(1) : hex;
}

/** Bits of the magnitude of a positive integer. */
export function integerBits(b: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && b[at] === 0) at += 1;
  return at === end ? 0 : (end - at) * 8 - Math.clz32(b[at]!) + 24;
}

/** The text of a string element, whatever its alphabet; null for a tag that is no string. */
export function stringText(b: Buffer, tag: number, start: number, end: number): string | null {
  switch (tag) {
    case TAG.utf8String:
      return b.utf8Slice(start, end);
    case TAG.printableString:
    case TAG.numericString:
    case TAG.visibleString:
    case TAG.ia5String:
    case TAG.teletexString:
      return b.latin1Slice(start, end);
    case TAG.bmpString:
      return wideText(b, start, end, 2);
    case TAG.universalString:
      return wideText(b, start, end, 4);
    default:
      return null;
  }
}

/** UTF-16 or UTF-32, big-endian; half characters at the end are left out, impossible ones become U+FFFD. */
function wideText(b: Buffer, start: number, end: number, width: 2 | 4): string {
  let text = '';
  for (let at = start; at + width <= end; at += width) {
    const point = width === 2 ? b.readUInt16BE(at) : b.readUInt32BE(at);
    text += width === 2 ? String.fromCharCode(point) : point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  }
  // Encoding replaces surrogates that stand alone.
  return Buffer.from(text, 'utf8').toString('utf8');
}
