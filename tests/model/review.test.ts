import { describe, expect, it } from 'vitest';
import { isExpired } from '../../src/model/review.ts';

describe('an exception', () => {
  const until = (untilMs: number | null) => ({ untilMs });

  it('ends with its day, by the newest packet of all captures', () => {
    expect(isExpired(until(2_000), [{ last: 1_999_000 }, { last: null }])).toBe(false);
    expect(isExpired(until(2_000), [{ last: 2_001_000 }, { last: 5 }])).toBe(true);
    expect(isExpired(until(2_000), [])).toBe(false);
  });

  it('ends also where the session was begun later, and never where it is for good', () => {
    expect(isExpired(until(2_000), [], 2_001)).toBe(true);
    expect(isExpired(until(null), [{ last: 9e15 }], 9e12)).toBe(false);
  });
});
