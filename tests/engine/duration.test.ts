import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../src/engine/duration.ts';

describe('durations', () => {
  it.each([
    ['1us', 1],
    ['10ms', 10_000],
    ['60s', 60_000_000],
    ['1.5h', 5_400_000_000],
    ['1m', 60_000_000],
    ['7d', 604_800_000_000],
    ['366d', 31_622_400_000_000],
    ['367d', null],
    ['60', null],
    ['-1s', null],
    ['1 s', null],
    ['1e3s', null],
    ['.5s', null],
    ['99999999999999999s', null],
    ['', null],
  ])('%j is %j microseconds', (text, micros) => expect(parseDuration(text)).toBe(micros));

  it.each([
    [0, '0s'],
    [1, '1us'],
    [90_000_000, '90s'],
    [3_600_000_000, '1h'],
    [1_500, '1500us'],
  ])('%d is written %j', (micros, text) => expect(formatDuration(micros)).toBe(text));
});
