import { describe, expect, it } from 'vitest';
import { secondsText } from '../../src/report/seconds.ts';

describe('secondsText', () => {
  it.each([
    [0, '0.000000'],
    [1, '0.000001'],
    [999_999, '0.999999'],
    [1_699_999_999_123_456, '1699999999.123456'],
    [1_699_999_999_000_000, '1699999999.000000'],
    [Number.MAX_SAFE_INTEGER, '9007199254.740991'],
  ])('%d is %s', (micros, expected) => {
    expect(secondsText(micros)).toBe(expected);
  });
});
