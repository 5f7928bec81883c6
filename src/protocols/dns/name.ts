import { isUtf8 } from 'node:buffer';
import type { Cursor } from '../../bytes/cursor.ts';
import { commonText } from '../wire/common-text.ts';
import { BACKSLASH, putDecimal } from './escape.ts';

// Domain names as RFC 1035, 3.1 and 4.1.4 put them on the wire: https://www.rfc-editor.org/rfc/rfc1035#section-4.1.4

/** Octets of a name on the wire, without its final zero (RFC 1035, 2.3.4). */
const NAME_OCTETS_MAX = 254;
/** Compression pointers followed in one name. Each one must also point before the run it stands in, so no loop can form. */
const HOPS_MAX = 20;
const LABEL_OCTETS_MAX = 63;
const DOT = 0x2e;

/** Lower-case form of an octet that stands for itself in text; 0 where it has to be escaped (RFC 4343, 2.1 and 3). */
const PLAIN = Uint8Array.from({ length: 256 }, (_, octet) => {
  if (octet >= 0x80) return octet; // UTF-8, which RFC 6762, 16 asks for; checked once the name is whole
  if (octet < 0x20 || octet === 0x7f || octet === DOT || octet === BACKSLASH) return 0;
  return octet >= 0x41 && octet <= 0x5a ? octet + 0x20 : octet;
});

/** The text of the name being read: at most four characters an octet, and a dot a label. One name is read at a time. */
const text = Buffer.alloc(NAME_OCTETS_MAX * 5);
/** A name that is not UTF-8, escaped once more. */
const escaped = Buffer.alloc(text.length * 4);

/**
 * The name at the cursor, lower-case, without the last dot; `.` for the root, and the empty text where it is malformed (the cursor says why).
 * `base` is where the message starts: compression pointers count from there.
 */
export function readName(c: Cursor, base: number): string {
  const { buffer, end } = c;
  let at = c.position;
  let floor = at;
  let resume = -1;
  let hops = 0;
  let octets = 0;
  let length = 0;
  let wide = 0;
  for (;;) {
    if (at >= end) return failed(c, 'truncated');
    const label = buffer[at++]!;
    if (label === 0) break;
    if (label > LABEL_OCTETS_MAX) {
      if (label < 0xc0) return failed(c, 'bad-value');
      if (at >= end) return failed(c, 'truncated');
      const target = base + (((label & 0x3f) << 8) | buffer[at]!);
      hops += 1;
      if (target >= floor) return failed(c, 'loop');
      if (hops > HOPS_MAX) return failed(c, 'too-many');
      if (resume === -1) resume = at + 1;
      at = floor = target;
      continue;
    }
    octets += label + 1;
    if (octets > NAME_OCTETS_MAX) return failed(c, 'bad-length');
    if (at + label > end) return failed(c, 'truncated');
    if (length > 0) text[length++] = DOT;
    for (const stop = at + label; at < stop; at += 1) {
      const octet = buffer[at]!;
      const plain = PLAIN[octet]!;
      wide |= octet;
      if (plain !== 0) text[length++] = plain;
      else length = escape(octet, length);
    }
  }
  c.position = resume === -1 ? at : resume;
  if (length === 0) return '.';
  return wide < 0x80 ? commonText(text, 0, length) : wideText(length);
}

function failed(c: Cursor, flaw: 'truncated' | 'bad-value' | 'bad-length' | 'loop' | 'too-many'): string {
  c.fail(flaw);
  return '';
}

/** Writes one octet as `\.`, `\\` or `\DDD` (RFC 4343, 2.1); returns the new length of the text. */
function escape(octet: number, length: number): number {
  if (octet !== DOT && octet !== BACKSLASH) return putDecimal(text, length, octet);
  text[length] = BACKSLASH;
  text[length + 1] = octet;
  return length + 2;
}

/** UTF-8 stays text; octets that are not UTF-8 are escaped one by one. */
function wideText(length: number): string {
  if (isUtf8(text.subarray(0, length))) return text.utf8Slice(0, length);
  let end = 0;
  for (let at = 0; at < length; at += 1) {
    if (text[at]! >= 0x80) end = putDecimal(escaped, end, text[at]!);
    else escaped[end++] = text[at]!;
  }
  return commonText(escaped, 0, end);
}

/** Moves the cursor past a name without reading what it says; flaws as `readName`, but pointers are not followed. */
export function skipName(c: Cursor): void {
  const { buffer, end } = c;
  let at = c.position;
  while (at < end) {
    const label = buffer[at]!;
    if (label === 0) {
      c.position = at + 1;
      return;
    }
    if (label >= 0xc0) {
      c.position = at;
      c.skip(2);
      return;
    }
    if (label > LABEL_OCTETS_MAX || at - c.position > NAME_OCTETS_MAX) return c.fail('bad-value');
    at += label + 1;
  }
  c.fail('truncated');
}
