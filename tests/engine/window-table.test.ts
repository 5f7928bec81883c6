import { describe, expect, it } from 'vitest';
import { WindowTable } from '../../src/engine/window-table.ts';
import { WindowState } from '../../src/engine/window.ts';
import { sighting, windowOf } from './fixtures.ts';

const { window } = windowOf('flow.start', '1h', '{ count: { at_least: 2 } }');
const seen = (at: number) => sighting('flow.start', { proto: 'tcp', resp_addr: 'a', octets: 1 }, { at });

describe('window table', () => {
  it('keeps keys apart', () => {
    const table = new WindowTable();
    expect(table.take('a', window, seen(0))).toBeNull();
    expect(table.take('b', window, seen(1))).toBeNull();
    expect(table.take('a', window, seen(2))).toMatchObject({ count: 2 });
    expect(table.limits()).toEqual([]);
  });

  it('drops the window touched longest ago, and counts it', () => {
    const table = new WindowTable(2);
    for (const key of ['a', 'b', 'a', 'c']) table.take(key, window, seen(0));
    expect(table.limits()).toEqual([{ code: 'windows-evicted', count: 1, incomplete: true }]);
    expect(table.take('b', window, seen(1))).toBeNull();
  });

  it('does not count a window that had run out', () => {
    const table = new WindowTable(1);
    const hour = 3_600;
    const late = 60;
    table.take('a', window, seen(0));
    table.take('b', window, seen(hour + late));
    expect(table.limits()).toEqual([]);
    table.take('c', window, seen(2 * (hour + late) - 1));
    expect(table.limits()).toEqual([{ code: 'windows-evicted', count: 1, incomplete: true }]);
  });

  it('keeps of the first observation of a long count its moment only', () => {
    const many = windowOf('flow.start', '1h', '{ count: { at_least: 22 } }').window;
    const table = new WindowTable();
    const plain = new WindowState(many);
    const times = [100, ...Array.from({ length: 40 }, (_, index) => (index < 20 ? 3_000 + index : 3_710 + index))];
    expect(times.map((at) => table.take('a', many, seen(at)))).toEqual(times.map((at) => plain.take(seen(at))));
    expect(table.take('a', many, seen(5_000))).toMatchObject({ count: 1 });
    expect(table.take('b', many, seen(5_000))).toBeNull();
  });

  it('evicts windows of one observation like others', () => {
    const many = windowOf('flow.start', '1h', '{ count: { at_least: 22 } }').window;
    const table = new WindowTable(1);
    table.take('a', many, seen(0));
    table.take('b', many, seen(3_660));
    expect(table.limits()).toEqual([]);
    table.take('c', many, seen(3_661));
    expect(table.limits()).toEqual([{ code: 'windows-evicted', count: 1, incomplete: true }]);
    const narrow = new WindowTable(1_000, 50);
    for (let at = 0; at < 200; at++) narrow.take(`k${at}`, many, seen(at));
    expect(narrow.limits()).toEqual([{ code: 'windows-evicted', count: 150, incomplete: true }]);
  });

  it('bounds the samples in all', () => {
    const table = new WindowTable(1_000, 50);
    for (let at = 0; at < 200; at++) table.take(`k${at}`, window, seen(at));
    expect(table.limits()).toEqual([{ code: 'windows-evicted', count: 150, incomplete: true }]);
  });

  it('counts folded samples and clocks set back', () => {
    const table = new WindowTable();
    const distinct = windowOf('flow.start', '1h', '{ distinct: { field: resp_addr, at_least: 2 } }').window;
    for (let at = 0; at < 1_030; at++) table.take('a', distinct, seen(1e6 + at));
    table.take('a', distinct, seen(0));
    expect(table.limits()).toEqual([
      { code: 'window-samples-folded', count: 6, incomplete: false },
      { code: 'window-clock-jumps', count: 1, incomplete: false },
    ]);
  });
});
