import { describe, expect, it } from 'vitest';
import { Random } from '../../../scripts/bench/random.ts';

describe('Random', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    const draw = (seed: number): number[] => {
      const random = new Random(seed);
      return Array.from({ length: 5 }, () => random.word());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(new Set(draw(1)).size).toBe(5);
  });

  it('stays below the limit and reaches all of it', () => {
    const random = new Random(3);
    const seen = new Set(Array.from({ length: 500 }, () => random.below(7)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('hits with about the probability asked for', () => {
    const random = new Random(4);
    const hits = Array.from({ length: 10_000 }, () => random.chance(0.3)).filter(Boolean).length;
    expect(hits).toBeGreaterThan(2_800);
    expect(hits).toBeLessThan(3_200);
  });

  it('fills only what it was told to', () => {
    const b = new Random(5).fill(Buffer.alloc(64), 16, 48);
    expect(b.subarray(0, 16)).toEqual(Buffer.alloc(16));
    expect(b.subarray(48)).toEqual(Buffer.alloc(16));
    expect(new Set(b.subarray(16, 48)).size).toBeGreaterThan(20);
  });
});
