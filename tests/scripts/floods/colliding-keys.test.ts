import { describe, expect, it } from 'vitest';
import { collidingKeys, integerHash } from '../../../scripts/floods/colliding-keys.ts';

describe('collidingKeys', () => {
  it('gives numbers that differ, whose hashes agree in the low bits', () => {
    const keys = collidingKeys(32_768);
    expect(new Set(keys).size).toBe(32_768);
    expect(new Set(keys.map((key) => integerHash(key) & 0x7fff))).toEqual(new Set([0]));
    expect(keys.every((key) => Number.isInteger(key) && key >= 0 && key <= 0xffffffff)).toBe(true);
  });

  it('undoes the hash', () => {
    expect(collidingKeys(4).map(integerHash)).toEqual([0, 1, 2, 3].map((i) => i << 15));
  });

  it('refuses more than there are', () => {
    expect(() => collidingKeys((1 << 17) + 1)).toThrow(RangeError);
  });
});

describe('integerHash', () => {
  it('spreads ordinary numbers', () => {
    expect(new Set(Array.from({ length: 1_000 }, (_, i) => integerHash(i) & 0x7fff)).size).toBeGreaterThan(950);
  });
});
