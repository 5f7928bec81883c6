import { describe, expect, it } from 'vitest';
import { addKnown, newLedger } from '../../../src/capture/live/ledger.ts';

describe('newLedger', () => {
  it('knows nothing', () => {
    expect(newLedger()).toEqual({ capturing: false, kernelDrops: null, interfaceDrops: null, programDrops: null });
  });
});

describe('addKnown', () => {
  it.each([
    [1, 2, 3],
    [null, 2, null],
    [1, null, null],
    [0, 0, 0],
  ])('%s and %s', (a, b, sum) => expect(addKnown(a, b)).toBe(sum));
});
