import { describe, expect, it } from 'vitest';
import { courseOf, type Sample } from '../../../../scripts/bench/hour/course.ts';

const samples = (megabytes: readonly number[]): Sample[] =>
  megabytes.map((each, i) => ({ share: (i + 1) / megabytes.length, megabytes: each }));

describe('the memory of a run', () => {
  it.each([
    ['none', [], { most: 0, mostOfFirstHalf: 0, mostOfSecondHalf: 0, growth: 0 }],
    ['one', [100], { most: 100, mostOfFirstHalf: 0, mostOfSecondHalf: 100, growth: 0 }],
    ['flat after a rise', [100, 150, 200, 200, 200, 200], { most: 200, mostOfFirstHalf: 200, mostOfSecondHalf: 200, growth: 0 }],
    ['that leaks', [100, 110, 120, 130], { most: 130, mostOfFirstHalf: 110, mostOfSecondHalf: 130, growth: 20 }],
    ['that falls', [130, 120, 110, 100], { most: 130, mostOfFirstHalf: 130, mostOfSecondHalf: 110, growth: -20 }],
    ['of a collector', [90, 120, 120, 90, 120, 90, 90, 120], { most: 120, mostOfFirstHalf: 120, mostOfSecondHalf: 120, growth: 0 }],
  ])('%s', (_what, megabytes, expected) => {
    const course = courseOf(samples(megabytes));
    expect(course).toMatchObject({ ...expected, growth: expect.closeTo(expected.growth, 6) as number });
  });
});
