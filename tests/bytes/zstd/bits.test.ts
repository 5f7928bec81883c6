import { describe, expect, it } from 'vitest';
import { highestBit, ReverseBits } from '../../../src/bytes/zstd/bits.ts';

describe('ReverseBits', () => {
  it('reads from the mark of the end towards the start', () => {
    const bits = new ReverseBits();
    expect(bits.over(Uint8Array.of(0xff, 0b10110100, 0b00000101, 0xff), 1, 3)).toBe(true);
    expect([bits.left, bits.read(2), bits.read(3), bits.read(0), bits.read(5), bits.left]).toEqual([10, 1, 5, 0, 0b10100, 0]);
  });

  it('gives zeros before the first octet, and says how far it went', () => {
    const bits = new ReverseBits();
    bits.over(Uint8Array.of(0b00000111), 0, 1);
    expect([bits.read(4), bits.left, bits.read(3), bits.left]).toEqual([0b1100, -2, 0, -5]);
  });

  it('reads up to thirty-two bits', () => {
    const bits = new ReverseBits();
    bits.over(Uint8Array.of(0x78, 0x56, 0x34, 0x12, 0x01), 0, 5);
    expect(bits.readLong(32)).toBe(0x12345678);
    bits.over(Uint8Array.of(0x34, 0x12, 0x01), 0, 3);
    expect(bits.readLong(16)).toBe(0x1234);
  });

  it.each([[[]], [[5, 0]]])('has no bits where the mark is missing: %j', (octets) => {
    expect(new ReverseBits().over(Uint8Array.from(octets), 0, octets.length)).toBe(false);
  });
});

describe('highestBit', () => {
  it.each([
    [0, -1],
    [1, 0],
    [0x80, 7],
    [0xffff, 15],
  ])('of %i: %i', (value, place) => {
    expect(highestBit(value)).toBe(place);
  });
});
