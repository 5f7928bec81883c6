import type { Micros } from '../model/observation.ts';

/** How regular moments are. */
export interface Period {
  /** Median interval. */
  readonly period: Micros;
  /** Median distance of the intervals from it, divided by it: 0 for a clock, about 0.7 for moments by chance. */
  readonly jitter: number;
}

/** Measures the period of moments in rising order. Medians, so that a lost or doubled beacon changes nothing. Null below two intervals. */
export function measurePeriod(moments: readonly Micros[]): Period | null {
  if (moments.length < 3) return null;
  const intervals: number[] = [];
  for (let at = 1; at < moments.length; at++) intervals.push(moments[at]! - moments[at - 1]!);
  const period = median(intervals);
  if (period <= 0) return { period: 0, jitter: Infinity };
  return { period, jitter: median(intervals.map((interval) => Math.abs(interval - period))) / period };
}

/** The middle value, or the mean of the two middle ones. Sorts in place. */
function median(values: number[]): number {
  values.sort((left, right) => left - right);
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}
