import { describe, expect, it } from 'vitest';
import { WrittenRows } from '../../src/store/written-rows.ts';

const row = (id: string, text = ''): { id: string; text: string } => ({ id, text });

describe('WrittenRows', () => {
  it('gives each row a place that it keeps, and none of another, also after some have gone', () => {
    const rows = new WrittenRows<ReturnType<typeof row>>();
    expect(['a', 'b', 'a', 'c'].map((id) => rows.put(row(id)))).toEqual([0, 1, 0, 2]);
    expect(rows.withdraw([row('c'), row('a')])).toEqual([1]);
    expect(rows.withdraw([row('c'), row('a')])).toEqual([]);
    expect([rows.put(row('b')), rows.put(row('c')), rows.append(row('c')), rows.put(row('c'))]).toEqual([3, 2, 4, 4]);
  });

  it('knows the object that was written last, and whether another says the same', () => {
    const rows = new WrittenRows<ReturnType<typeof row>>();
    const written = row('a', 'x');
    expect([rows.has(written), rows.hasEqual(written)]).toEqual([false, false]);
    rows.put(written);
    expect([written, row('a', 'x'), row('a', 'y')].map((each) => [rows.has(each), rows.hasEqual(each)])).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
  });
});
