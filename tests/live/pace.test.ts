import { describe, expect, it } from 'vitest';
import { Pace } from '../../src/live/pace.ts';

const BOUNDS = { leastMs: 200, mostMs: 1_500, share: 8 };

describe('Pace', () => {
  it.each<[string, number, number]>([
    ['the least pause, where it costs nothing', 0, 200],
    ['the least pause, where it costs little', 25, 200],
    ['its share of the time', 100, 800],
    ['the most, however much it costs', 10_000, 1_500],
  ])('waits for %s', (_what, costMs, pauseMs) => {
    const pace = new Pace(1_000);
    pace.done(2_000, 2_000 + costMs);
    expect(pace.costMs).toBe(costMs);
    expect([pauseMs - 1, pauseMs].map((after) => pace.isDue(2_000 + costMs + after, BOUNDS))).toEqual([false, true]);
  });

  it('is due after the least pause the first time, and sooner for who may ask oftener', () => {
    const pace = new Pace(1_000);
    expect([pace.isDue(1_199, BOUNDS), pace.isDue(1_200, BOUNDS)]).toEqual([false, true]);
    expect(pace.isDue(1_100, { ...BOUNDS, leastMs: 100 })).toBe(true);
  });
});
