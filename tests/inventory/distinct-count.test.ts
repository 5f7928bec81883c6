import { describe, expect, it } from 'vitest';
import { DistinctCount } from '../../src/inventory/distinct-count.ts';

function countOf(texts: Iterable<string>): number {
  const distinct = new DistinctCount();
  for (const text of texts) distinct.add(text);
  return distinct.count;
}

const mac = (i: number): string => `02:00:${[24, 16, 8, 0].map((bits) => ((i >>> bits) & 0xff).toString(16).padStart(2, '0')).join(':')}`;
const macs = (count: number): string[] => Array.from({ length: count }, (_, i) => mac(i));

describe('a count of different texts', () => {
  it.each([
    ['none', [], 0],
    ['one, again and again', ['a', 'a', 'a'], 1],
    ['a few', ['a', 'b', 'a', '', 'ab', 'ba'], 5],
    ['a hundred, twice', [...macs(100), ...macs(100)], 100],
  ])('%s', (_what, texts, expected) => {
    expect(countOf(texts)).toBe(expected);
  });

  it.each([
    [10_000, 0.99],
    [100_000, 0.94],
    [1_000_000, 0.6],
  ])('never counts more than there are, and of %d most', (count, share) => {
    const counted = countOf(macs(count));
    expect(counted).toBeLessThanOrEqual(count);
    expect(counted).toBeGreaterThan(count * share);
  });
});
