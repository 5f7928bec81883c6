import { Cursor } from '../../bytes/cursor.ts';
import { u16, u32 } from '../../bytes/read.ts';
import { isKnownOpcode, isKnownType } from './codes.ts';
import { HEADER_OCTETS, QUESTION_OCTETS_MIN, RECORD_OCTETS_MIN } from './message.ts';
import { skipName } from './name.ts';

const QUESTIONS_MAX = 25;
/** More records than any message of 64 kB holds. */
const COUNT_MAX = 6000;
const RECORDS_MAX = 256;
/** IN, CH, HS, NONE, ANY, without the top bit that multicast DNS uses. */
const CLASSES = new Set([1, 3, 4, 254, 255]);
const cursor = new Cursor();

/** Do these octets start with the header of a DNS message: an opcode that exists, and counts that are not absurd? */
export function resemblesHeader(buffer: Buffer, start: number, end: number): boolean {
  if (end - start < HEADER_OCTETS || !isKnownOpcode((buffer[start + 2]! >> 3) & 0x0f)) return false;
  for (let at = start + 4; at < start + HEADER_OCTETS; at += 2) if (u16(buffer, at) > COUNT_MAX) return false;
  return true;
}

/**
 * Could these octets be a DNS message? Flags, counts and the first question (or record) must make sense; what was cut off is allowed,
 * as in a snapped capture. Enough where the port already speaks for DNS.
 */
export function resemblesMessage(buffer: Buffer, start: number, end: number): boolean {
  if (!resemblesHeader(buffer, start, end)) return false;
  const length = end - start;
  if (u32(buffer, start + 4) + u32(buffer, start + 8) === 0) return length === HEADER_OCTETS && (buffer[start + 2]! & 0x80) !== 0;
  const c = cursor.over(buffer, start + HEADER_OCTETS, end);
  skipName(c);
  const type = c.u16();
  const kind = c.u16() & 0x7fff;
  if (c.flaw !== null) return c.flaw === 'truncated' && length > HEADER_OCTETS + 20;
  return type !== 0 && (type === 41 /* OPT: the class is a length */ || CLASSES.has(kind));
}

/** Are these octets one DNS message from end to end, asking for types that exist? Strict enough for any port. */
export function isMessage(buffer: Buffer, start: number, end: number): boolean {
  if (!resemblesMessage(buffer, start, end) || (buffer[start + 3]! & 0x40) !== 0) return false;
  const questions = u16(buffer, start + 4);
  const records = u16(buffer, start + 6) + u16(buffer, start + 8) + u16(buffer, start + 10);
  if (questions === 0 || questions > QUESTIONS_MAX || records > RECORDS_MAX) return false;
  if (HEADER_OCTETS + questions * QUESTION_OCTETS_MIN + records * RECORD_OCTETS_MIN > end - start) return false;
  const c = cursor.over(buffer, start + HEADER_OCTETS, end);
  for (let n = 0; n < questions + records && c.flaw === null; n += 1) {
    skipName(c);
    const type = c.u16();
    if (n < questions && !isKnownType(type)) return false;
    c.skip(n < questions ? 2 : 6);
    if (n >= questions) c.skip(c.u16());
  }
  return c.flaw === null && c.remaining === 0;
}
