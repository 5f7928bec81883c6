import { describe, expect, it } from 'vitest';
import { TimeScale } from '../../src/capture/time-scale.ts';

const split = (units: bigint): [number, number] => [Number(units >> 32n), Number(units & 0xffffffffn)];

describe('TimeScale', () => {
  it.each([
    ['seconds', 0, 1_700_000_000n, 1_700_000_000_000_000],
    ['milliseconds', 3, 1_700_000_000_123n, 1_700_000_000_123_000],
    ['microseconds', 6, 1_700_000_000_123_456n, 1_700_000_000_123_456],
    ['nanoseconds, cut', 9, 1_700_000_000_123_456_999n, 1_700_000_000_123_456],
    ['tenths of nanoseconds', 10, 17_000_000_001_234_569_999n, 1_700_000_000_123_456],
    ['picoseconds', 12, 1_700_000_123_456_999_999n, 1_700_000_123_456],
    ['10^-19 seconds', 19, 12_345_678_901_234_567_890n, 1_234_567],
    ['halves', 0x81, 3n, 1_500_000],
    ['2^-10 seconds', 0x80 | 10, (1_700_000_000n << 10n) | 513n, 1_700_000_000_500_976],
    ['2^-32 seconds', 0x80 | 32, (1_700_000_000n << 32n) | 0x80000001n, 1_700_000_000_500_000],
    ['2^-40 seconds', 0x80 | 40, (5n << 40n) | (1n << 39n), 5_500_000],
    ['2^-127 seconds', 0xff, 0xffffffffffffffffn, 0],
  ])('reads %s', (_name, resolution, units, micros) => {
    expect(new TimeScale(resolution, 0).micros(...split(units))).toBe(micros);
  });

  it('agrees with exact arithmetic on every half and resolution', () => {
    const halves = [0, 1, 999, 1_000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
    let compared = 0;
    for (const exponent of [6, 7, 8, 9, 10, 11, 12, 13, 18]) {
      for (const high of halves) {
        for (const low of halves) {
          const exact = ((BigInt(high) << 32n) | BigInt(low)) / 10n ** BigInt(exponent - 6);
          if (exact > BigInt(Number.MAX_SAFE_INTEGER)) continue;
          expect(new TimeScale(exponent, 0).micros(high, low)).toBe(Number(exact));
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(300);
  });

  it('takes halves with a sign for their 32 bits, and writes where it is told', () => {
    const target = new Float64Array(1);
    new TimeScale(12, 0).write(0x80000000 | 0, 0xffffffff | 0, target);
    expect(target[0]).toBe(new TimeScale(12, 0).micros(0x80000000, 0xffffffff));
    expect(target[0]).toBe(Number(((0x80000000n << 32n) | 0xffffffffn) / 1_000_000n));
  });

  it('adds the offset and stays between nought and what a double holds exactly', () => {
    expect(new TimeScale(6, 1_700_000_000).micros(0, 5)).toBe(1_700_000_000_000_005);
    expect(new TimeScale(6, -10).micros(0, 5)).toBe(0);
    expect(new TimeScale(0, 0).micros(0xffffffff, 0xffffffff)).toBe(Number.MAX_SAFE_INTEGER);
    expect(new TimeScale(6, -(2 ** 63)).micros(1, 1)).toBe(0);
  });
});
