import { describe, expect, it } from 'vitest';
import { Rates } from '../../src/live/rates.ts';

describe('Rates', () => {
  it('is nothing before two looks, and where no time passed', () => {
    const rates = new Rates();
    expect([rates.framesPerSecond, rates.octetsPerSecond]).toEqual([0, 0]);
    rates.take(1_000, 5, 500);
    rates.take(1_000, 9, 900);
    expect([rates.framesPerSecond, rates.octetsPerSecond]).toEqual([0, 0]);
  });

  it('is taken over the last looks only', () => {
    const rates = new Rates();
    for (let at = 0; at <= 40; at += 1) rates.take(at * 250, at < 20 ? 0 : (at - 20) * 25, at * 1_000);
    expect([rates.framesPerSecond, rates.octetsPerSecond]).toEqual([100, 4_000]);
    for (let at = 41; at <= 48; at += 1) rates.take(at * 250, 500, 40_000);
    expect([rates.framesPerSecond, rates.octetsPerSecond]).toEqual([0, 0]);
  });
});
