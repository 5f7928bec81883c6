import { describe, expect, it } from 'vitest';
import { Recency } from '../../src/engine/recency.ts';

/** The slots from the oldest to the newest; empties the list. */
function drained(recency: Recency): number[] {
  const slots: number[] = [];
  while (recency.size > 0) {
    slots.push(recency.oldest);
    recency.remove(recency.oldest);
  }
  expect(recency.oldest).toBe(-1);
  return slots;
}

describe('recency', () => {
  it('tells which slot was touched longest ago', () => {
    const recency = new Recency();
    const [a, b, c] = [recency.add(), recency.add(), recency.add()];
    expect(recency.oldest).toBe(a);
    recency.touch(a);
    expect(recency.oldest).toBe(b);
    recency.touch(a);
    recency.touch(c);
    expect(drained(recency)).toEqual([b, a, c]);
  });

  it('uses a slot again', () => {
    const recency = new Recency();
    const [a, b, c] = [recency.add(), recency.add(), recency.add()];
    recency.remove(b);
    expect(recency.size).toBe(2);
    expect(recency.add()).toBe(b);
    expect(drained(recency)).toEqual([a, c, b]);
    expect(recency.add()).toBeLessThan(3);
  });

  it('goes on as a list does that is kept in order', () => {
    const recency = new Recency();
    const order: number[] = [];
    const oldest: number[][] = [];
    const expected: number[][] = [];
    let state = 5;
    for (let step = 0; step < 2_000; step += 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      const choice = (state >>> 8) % 10;
      const at = (state >>> 12) % Math.max(order.length, 1);
      if (choice < 4 || order.length === 0) order.push(recency.add());
      else if (choice < 8) {
        recency.touch(order[at]!);
        order.push(...order.splice(at, 1));
      } else recency.remove(order.splice(at, 1)[0]!);
      oldest.push([recency.size, recency.oldest]);
      expected.push([order.length, order[0] ?? -1]);
    }
    expect(oldest).toEqual(expected);
    expect(order.length).toBeGreaterThan(100);
    expect(drained(recency)).toEqual(order);
  });
});
