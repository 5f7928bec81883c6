import type { Machine } from './machine.ts';
import { verdict, type Verdict } from './verdict.ts';

/** Rates for which the time is told, in megabits per second: a toy, a speaker or camera, a television. */
export const RATES = [1, 10, 50] as const;

const BITS = 8;
const MEGA = 1e6;
const SECONDS_PER_HOUR = 3_600;
/** Below this many hours at the middle rate a day's work does not fit. */
const HOURS_WANTED = 8;
/** Below this nothing should be begun. */
const OCTETS_WANTED = 200 * MEGA;

/** Room for recordings: how many hours fit at each of the rates. */
export function checkSpace(machine: Machine, folder: string): Verdict {
  const free = machine.free(folder);
  if (free === null) return verdict('space', 'storage', { level: 'unknown', state: 'unknown', facts: { folder } });
  const [slow, middle, fast] = RATES.map((rate) => hoursAt(free, rate)) as [number, number, number];
  const facts = { folder, octets: free, megabytes: Math.floor(free / MEGA), slow, middle, fast };
  if (free < OCTETS_WANTED) return verdict('space', 'storage', { level: 'problem', state: 'full', facts });
  if (middle < HOURS_WANTED) return verdict('space', 'storage', { level: 'warning', state: 'short', facts });
  return verdict('space', 'storage', { level: 'ok', state: 'ok', facts });
}

/** Whole hours of traffic at a rate in Mbit/s that fit into so many octets. */
export function hoursAt(octets: number, rate: number): number {
  return Math.floor((octets * BITS) / (rate * MEGA) / SECONDS_PER_HOUR);
}
