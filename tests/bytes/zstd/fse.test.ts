import { describe, expect, it } from 'vitest';
import { ReverseBits } from '../../../src/bytes/zstd/bits.ts';
import { fseTable, nextState, readDistribution, singleTable } from '../../../src/bytes/zstd/fse.ts';

describe('fseTable', () => {
  it('lays symbols out by the step of RFC 8878, the rare ones at the end', () => {
    const table = fseTable(5, [16, 8, 7, -1])!;
    expect(table.symbols[31]).toBe(3);
    expect([...table.symbols].filter((symbol) => symbol === 0)).toHaveLength(16);
    // Half of the states are the first symbol's: it takes one bit, the rare one takes them all.
    expect([table.bits[table.symbols.indexOf(0)], table.bits[31], table.bases[31]]).toEqual([1, 5, 0]);
  });

  it.each([
    ['too few', [16, 8, 7]],
    ['too many', [16, 16, 1]],
    ['too many rare ones', Array<number>(40).fill(-1)],
  ])('is none of %s', (_name, probabilities) => {
    expect(fseTable(5, probabilities)).toBeNull();
  });

  it('of one symbol stays where it is', () => {
    const bits = new ReverseBits();
    bits.over(Uint8Array.of(0x83), 0, 1);
    const table = singleTable(7);
    expect([table.symbols[0], nextState(table, 0, bits), bits.left]).toEqual([7, 0, 7]);
  });
});

describe('readDistribution', () => {
  it('reads the smallest table there is', () => {
    // Accuracy 5; 32 of 32 for the first symbol: value 33 in six bits.
    const octets = Uint8Array.of((0b11_1111 << 4) & 0xff, 0b11_1111 >> 4);
    expect(readDistribution(octets, 0, 2, 9)).toEqual({ accuracy: 5, probabilities: [32], end: 2 });
  });

  it.each([
    ['nothing', []],
    ['an accuracy beyond the bound', [0x0a, 0xff, 0xff, 0xff]],
    ['probabilities that end early', [0x00]],
    ['more symbols than there are', [0x10, 0xfe, ...Array<number>(30).fill(0xff)]],
  ])('finds damage in %s', (_name, octets) => {
    expect(readDistribution(Uint8Array.from(octets), 0, octets.length, 9)).toBeNull();
  });
});
