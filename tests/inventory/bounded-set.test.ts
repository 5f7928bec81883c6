import { describe, expect, it } from 'vitest';
import { BoundedSet } from '../../src/inventory/bounded-set.ts';

describe('bounded set', () => {
  it('keeps the first comers in order and counts the rest', () => {
    const set = new BoundedSet(12);
    const added = Array.from({ length: 20 }, (_, i) => set.add(`${i % 15}`));
    expect([...set]).toEqual(Array.from({ length: 12 }, (_, i) => `${i}`));
    expect(added.filter(Boolean)).toHaveLength(12);
    expect([set.size, set.dropped, set.has('11'), set.has('12')]).toEqual([12, 3, true, false]);
  });

  it('tells texts apart, many as they are', () => {
    const texts = ['1', ':1', '::1', '1.2', ':1.2', 's1', '', ':', '::', '10', '1a', ':1a'];
    const set = new BoundedSet(99);
    expect([...texts, ...texts].map((text) => set.add(text))).toEqual([...texts.map(() => true), ...texts.map(() => false)]);
  });
});
