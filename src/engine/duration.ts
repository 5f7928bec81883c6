import type { Micros } from '../model/observation.ts';

const UNITS: ReadonlyMap<string, Micros> = new Map([
  ['us', 1],
  ['ms', 1_000],
  ['s', 1_000_000],
  ['m', 60_000_000],
  ['h', 3_600_000_000],
  ['d', 86_400_000_000],
]);

/** Longest duration that a rule may name: 366 days. */
export const DURATION_MAX: Micros = 366 * 86_400_000_000;

/** Microseconds of a duration such as `10ms`, `60s`, `1m`, `1.5h`, `7d`; null where the text is none. */
export function parseDuration(text: string): Micros | null {
  if (text.length > 16) return null;
  const match = /^([0-9]+(?:\.[0-9]+)?)(us|ms|s|m|h|d)$/.exec(text);
  if (match === null) return null;
  const micros = Math.round(Number(match[1]) * UNITS.get(match[2]!)!);
  return micros <= DURATION_MAX ? micros : null;
}

/** A duration in the largest unit that divides it: `90000000` is `90s`. */
export function formatDuration(micros: Micros): string {
  const units = [...UNITS].reverse();
  const [unit, length] = units.find(([, size]) => micros % size === 0) ?? ['us', 1];
  return micros === 0 ? '0s' : `${micros / length}${unit}`;
}
