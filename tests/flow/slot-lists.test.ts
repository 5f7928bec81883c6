import { describe, expect, it } from 'vitest';
import { SlotLists } from '../../src/flow/slot-lists.ts';

describe('SlotLists', () => {
  it('agrees with plain arrays over thousands of moves', () => {
    const lists = new SlotLists(3);
    lists.grow(8);
    const model: number[][] = [[], [], []];
    let state = 12_345;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    for (let i = 0; i < 5_000; i += 1) {
      if (i === 2_000) lists.grow(16);
      const slot = random(i < 2_000 ? 8 : 16);
      lists.remove(slot);
      for (const list of model) if (list.includes(slot)) list.splice(list.indexOf(slot), 1);
      if (random(4) > 0) {
        const list = random(3);
        lists.append(list, slot);
        model[list]!.push(slot);
      }
      expect([0, 1, 2].map((l) => lists.first(l))).toEqual(model.map((l) => l[0] ?? -1));
    }
    const drained = [0, 1, 2].map((l) => {
      const order: number[] = [];
      for (let slot = lists.first(l); slot !== -1; slot = lists.first(l)) {
        order.push(slot);
        lists.remove(slot);
      }
      return order;
    });
    expect(drained).toEqual(model);
    expect(model.flat().length).toBeGreaterThan(5);
  });
});
