import { describe, expect, it } from 'vitest';
import { measurePeriod } from '../../src/engine/period.ts';

describe('period', () => {
  it.each([
    ['a clock', [0, 60, 120, 180], { period: 60, jitter: 0 }],
    ['a clock that missed a beat', [0, 60, 120, 240, 300, 360], { period: 60, jitter: 0 }],
    ['a wavering clock', [0, 50, 110, 180, 240], { period: 60, jitter: 5 / 60 }],
    ['all at once', [5, 5, 5, 5], { period: 0, jitter: Infinity }],
    ['two moments', [0, 60], null],
    ['none', [], null],
  ])('%s', (_name, moments, period) => expect(measurePeriod(moments)).toEqual(period));
});
