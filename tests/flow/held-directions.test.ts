import { describe, expect, it } from 'vitest';
import { HeldDirections } from '../../src/flow/held-directions.ts';
import type { HeldSegments } from '../../src/flow/held-segments.ts';

const put = (held: HeldSegments, start: number): void => held.insert(start, start + 2, Buffer.from('ab'), 0, 2, true);
const empty = (held: HeldSegments): void => {
  while (held.segments.length > 0) held.release(held.shift());
};

describe('held directions', () => {
  it('are there from when they are opened until they are closed', () => {
    const directions = new HeldDirections();
    expect(directions.get(7)).toBeUndefined();
    const held = directions.open(7);
    expect([directions.get(7), directions.get(6), directions.size]).toEqual([held, undefined, 1]);
    directions.close(7);
    expect([directions.get(7), directions.size]).toEqual([undefined, 0]);
  });

  it('begin anew with a clean list that is used again', () => {
    const directions = new HeldDirections();
    const held = directions.open(1);
    put(held, 10);
    put(held, 10);
    held.confirmations = 3;
    empty(held);
    directions.close(1);
    const again = directions.open(1);
    expect(again).toBe(held);
    expect([again.confirmations, again.added, again.conflictAt, again.cost, again.holeEnd()]).toEqual([0, 0, null, 0, null]);
    expect(directions.get(1)).toBe(held);
  });

  it('forget those that became idle long ago, and none that is in use', () => {
    const directions = new HeldDirections();
    const kept = directions.open(0);
    directions.close(0);
    expect(directions.open(0)).toBe(kept);
    put(kept, 10);
    const early = directions.open(1);
    directions.close(1);
    for (let key = 2; key < 500; key += 1) {
      directions.open(key);
      directions.close(key);
    }
    expect(directions.get(0)).toBe(kept);
    expect(kept.holeEnd()).toBe(10);
    expect(directions.size).toBe(1);
    expect(directions.open(1)).not.toBe(early);
  });

  it('keep one that becomes idle again and again', () => {
    const directions = new HeldDirections();
    const held = directions.open(3);
    directions.close(3);
    for (let round = 0; round < 300; round += 1) {
      expect(directions.open(3)).toBe(held);
      directions.close(3);
      directions.open(1_000 + round);
      directions.close(1_000 + round);
    }
    expect(directions.size).toBe(0);
  });
});
