import { u32, u32le } from '../bytes/read.ts';
import { CAPTURE_BOUNDS } from './bounds.ts';

/** Records looked at in order to tell the variants of one magic number from each other. */
const RECORDS_TRIED = 8;
const SECONDS_APART_MAX = 366 * 86_400;

/**
 * The record header lengths that are in use behind a magic number, the usual one first. Some systems of the year 1999 and
 * some telephones wrote longer record headers without a magic number of their own; only the records show it.
 */
export function headerLengths(magic: number): readonly number[] {
  if (magic === 0xa1b2cd34) return [24, 28];
  if (magic === 0xa1b2c3d4) return [16, 24, 20];
  return [16];
}

/**
 * The header length under which the first records make sense; the usual one unless another is clearly better.
 * Null where more octets are needed to tell, and `last` is false.
 */
export function chooseHeaderLength(
  b: Buffer,
  start: number,
  end: number,
  big: boolean,
  lengths: readonly number[],
  last: boolean,
): number | null {
  const usual = lengths[0]!;
  if (lengths.length === 1) return usual;
  const read = big ? u32 : u32le;
  const longest = Math.max(...lengths);
  const second = end - start < 16 ? end : start + longest + read(b, start + 8) + 16;
  const hopeless = end - start >= 16 && read(b, start + 8) > CAPTURE_BOUNDS.capturedLengthMax;
  if (!last && !hopeless && second >= end) return null;
  let best = usual;
  let bestScore = score(b, start, end, read, usual);
  if (bestScore > 1) return usual;
  for (const length of lengths.slice(1)) {
    const found = score(b, start, end, read, length);
    if (found > bestScore && found > 1) {
      best = length;
      bestScore = found;
    }
  }
  return best;
}

/**
 * How many of the first records are plausible when their headers have this length; one more where they end with the file.
 * One record alone proves nothing: all headers begin alike, and a torn capture may end anywhere.
 */
function score(b: Buffer, start: number, end: number, read: (b: Buffer, at: number) => number, headerLength: number): number {
  let at = start;
  let records = 0;
  let before = -1;
  while (records < RECORDS_TRIED && at + headerLength <= end) {
    const seconds = read(b, at);
    const captured = read(b, at + 8);
    const original = read(b, at + 12);
    if (read(b, at + 4) >= 1_000_000 || captured > CAPTURE_BOUNDS.capturedLengthMax || captured > original) break;
    if (before >= 0 && Math.abs(seconds - before) > SECONDS_APART_MAX) break;
    before = seconds;
    records += 1;
    at += headerLength + captured;
  }
  return at === end && records > 1 ? records + 1 : records;
}
