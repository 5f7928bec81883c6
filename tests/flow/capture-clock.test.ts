import { describe, expect, it } from 'vitest';
import { CaptureClock } from '../../src/flow/capture-clock.ts';

const ticks = (seconds: readonly number[]): number[] => {
  const clock = new CaptureClock();
  return seconds.map((s) => {
    if (!clock.isCurrent(s * 1e6)) clock.move(s * 1e6);
    return clock.tick;
  });
};
const repeat = (count: number, value: (i: number) => number): number[] => Array.from({ length: count }, (_, i) => value(i));

describe('CaptureClock', () => {
  it.each([
    ['whole seconds', [100, 100.9, 101, 105.5, 105.999999], [0, 0, 1, 5, 5]],
    ['disorder', [100, 105, 101, 106], [0, 5, 5, 6]],
    ['two interfaces an hour apart', [100, 3_700, 101, 3_701, 102, 3_702], [0, 2_048, 2_048, 2_049, 2_049, 2_050]],
    ['one damaged stamp', [100, 1e9, 101], [0, 0, 1]],
    ['years of silence', [100, 1e9, 1e9 + 1], [0, 0, 2_048]],
    ['no number', [100, Number.NaN, 101], [0, 0, 1]],
    ['before the epoch', [-5, -4, -1], [0, 1, 4]],
  ])('%s', (_name, seconds, expected) => expect(ticks(seconds)).toEqual(expected));

  it('follows a clock that was set back after a minute of its time', () => {
    const back = ticks([10_000, ...repeat(100, (i) => 100 + i)]);
    expect(back.slice(0, 62)).toEqual(repeat(62, () => 0));
    expect(back.at(-1)).toBe(100 - 64);
  });

  it('does not follow a slow second interface back, however much it sends', () => {
    expect(ticks(repeat(1_000, (i) => (i % 100 === 99 ? 7_200 + i : 100 + i / 10))).at(-1)).toBe(9 + 2_048 + 900);
  });
});
