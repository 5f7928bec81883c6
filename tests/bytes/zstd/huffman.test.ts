import { describe, expect, it } from 'vitest';
import { readHuffmanStream, readHuffmanTable } from '../../../src/bytes/zstd/huffman.ts';

// Weights 1, 1 for the symbols 0 and 1, and what is missing to a power of two, 2, for symbol 2: codes 00, 01 and 1.
const TREE = Uint8Array.of(127 + 2, 0x11);

describe('readHuffmanTable', () => {
  it('works out the last weight', () => {
    expect(readHuffmanTable(TREE, 0, 2)).toMatchObject({
      bits: 2,
      symbols: Uint8Array.of(0, 1, 2, 2),
      lengths: Uint8Array.of(2, 2, 1, 1),
      end: 2,
    });
  });

  it.each([
    ['nothing', []],
    ['weights that are cut off', [127 + 4, 0x11]],
    ['no weight at all', [127 + 2, 0x00]],
    ['a weight beyond the bound', [127 + 1, 0xf0]],
    ['what is missing is no power of two', [127 + 3, 0x41, 0x10]],
    ['packed weights that are cut off', [5, 0x10]],
    ['packed weights without bits', [1, 0x10]],
  ])('finds damage in %s', (_name, octets) => {
    expect(readHuffmanTable(Uint8Array.from(octets), 0, octets.length)).toBeNull();
  });
});

describe('readHuffmanStream', () => {
  const table = readHuffmanTable(TREE, 0, 2)!;

  it('reads symbols from the end, and knows whether the bits were all used', () => {
    const out = new Uint8Array(4);
    // The mark, then 1, 01, 00, 1.
    const stream = Uint8Array.of(0b1101_001);
    expect(readHuffmanStream(table, stream, 0, 1, out, 0, 4)).toBe(true);
    expect([...out]).toEqual([2, 1, 0, 2]);
    expect(readHuffmanStream(table, stream, 0, 1, out, 0, 3)).toBe(false);
    expect(readHuffmanStream(table, Uint8Array.of(0), 0, 1, out, 0, 1)).toBe(false);
  });
});
