import { TAG } from './der.ts';

/**
 * A UTCTime or GeneralizedTime (RFC 5280, section 4.1.2.5) as ISO 8601 in UTC, to the second; null where it is no time.
 * Leaves out what the profile forbids but devices do: missing seconds are 0, fractions are cut, offsets are taken off.
 */
export function certificateTime(b: Buffer, tag: number, start: number, end: number): string | null {
  if (end - start > 32) return null;
  const text = b.latin1Slice(start, end);
  const parts =
    tag === TAG.utcTime
      ? /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})$/.exec(text)
      : tag === TAG.generalizedTime
        ? /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:[.,]\d{1,9})?(Z|[+-]\d{4})?$/.exec(text)
        : null;
  if (parts === null) return null;
  const [, years, month, day, hour, minute, second = '00', zone = 'Z'] = parts;
  // Two-digit years: 50 and above are 19xx.
  const year = years!.length === 4 ? Number(years) : Number(years) >= 50 ? 1900 + Number(years) : 2000 + Number(years);
  const at = new Date(0);
  at.setUTCFullYear(year, Number(month) - 1, Number(day));
  at.setUTCHours(Number(hour), Number(minute), Number(second), 0);
  const sound = at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day) && Number(minute) < 60 && Number(hour) < 24;
  if (!sound || Number(second) > 59) return null;
  at.setTime(at.getTime() - offsetMs(zone));
  return at.getUTCFullYear() < 0 || at.getUTCFullYear() > 9_999 ? null : at.toISOString().replace('.000Z', 'Z');
}

/** `+0130` as milliseconds east of UTC. */
function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
