import { TAG } from './der.ts';

const LENGTH_MAX = 32;
const FRACTION_DIGITS_MAX = 9;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const ZERO = 0x30;
const ZULU = 0x5a;

/**
 * A UTCTime or GeneralizedTime (RFC 5280, section 4.1.2.5) as ISO 8601 in UTC, to the second; null where it is no time.
 * Leaves out what the profile forbids but devices do: missing seconds are 0, fractions are cut, offsets are taken off.
 */
export function certificateTime(b: Buffer, tag: number, start: number, end: number): string | null {
  if (end - start > LENGTH_MAX || (tag !== TAG.utcTime && tag !== TAG.generalizedTime)) return null;
  const general = tag === TAG.generalizedTime;
  const monthAt = start + (general ? 4 : 2);
  // Years of two digits: 50 and above are 19xx.
  const short = pair(b, start, end);
  const year = general ? short * 100 + pair(b, start + 2, end) : short + (short >= 50 ? 1_900 : 2_000);
  const month = pair(b, monthAt, end);
  const day = pair(b, monthAt + 2, end);
  const hour = pair(b, monthAt + 4, end);
  const minute = pair(b, monthAt + 6, end);
  const second = pair(b, monthAt + 8, end);
  if (short < 0 || (general && pair(b, start + 2, end) < 0) || !isDate(year, month, day)) return null;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second > 59) return null;
  const secondsEnd = monthAt + (second < 0 ? 8 : 10);
  const zoneAt = general ? fractionEnd(b, secondsEnd, end) : secondsEnd;
  const zulu = zoneAt === end ? general : zoneAt + 1 === end && b[zoneAt] === ZULU;
  if (zulu)
    return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}T${digits(hour, 2)}:${digits(minute, 2)}:${digits(Math.max(second, 0), 2)}Z`;
  return shifted(b, zoneAt, end, year, [month, day, hour, minute, Math.max(second, 0)]);
}

/** Two digits as a number, -1 where they are none. */
function pair(b: Buffer, at: number, end: number): number {
  if (at + 2 > end) return -1;
  const tens = b[at]! - ZERO;
  const ones = b[at + 1]! - ZERO;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= MONTH_DAYS[month - 1]! + (leap ? 1 : 0);
}

/** Behind a fraction of a second; where there is none, it is where it would start. */
function fractionEnd(b: Buffer, start: number, end: number): number {
  if (b[start] !== 0x2e /* . */ && b[start] !== 0x2c /* , */) return start;
  let at = start + 1;
  while (at < end && at - start <= FRACTION_DIGITS_MAX && b[at]! >= ZERO && b[at]! <= ZERO + 9) at += 1;
  return at === start + 1 ? start : at;
}

/** A time with an offset such as `+0130`, in UTC; rare enough for a Date. */
function shifted(b: Buffer, at: number, end: number, year: number, rest: readonly [number, number, number, number, number]): string | null {
  const east = b[at] === 0x2b; /* + */
  const hours = pair(b, at + 1, end);
  const minutes = pair(b, at + 3, end);
  if (at + 5 !== end || (!east && b[at] !== 0x2d) /* - */ || hours < 0 || minutes < 0) return null;
  const [month, day, hour, minute, second] = rest;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, 0);
  date.setTime(date.getTime() - (east ? 1 : -1) * (hours * 60 + minutes) * 60_000);
  return date.getUTCFullYear() < 0 || date.getUTCFullYear() > 9_999 ? null : date.toISOString().replace('.000Z', 'Z');
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}
