import { describe, expect, it } from 'vitest';
import { span } from '../../../src/ui/row.ts';
import { tableRows, type Column } from '../../../src/ui/view/table.ts';
import { english, safe, textOf } from '../frames.ts';

interface Item {
  readonly host: string;
  readonly count: number;
}
const COLUMNS: readonly Column<Item>[] = [
  { key: 'ui.column.destination', cells: 8, grow: 1, rank: 0, cut: 'middle', cell: ({ host }) => span(safe(host)) },
  { key: 'ui.column.count', cells: 5, grow: 0, rank: 1, align: 'right', cell: ({ count }) => span(safe(String(count))) },
];
const ITEMS = ['a.example', 'telemetry.bear.example', 'c.example', 'd.example'].map((host, count) => ({ host, count }));

describe('table', () => {
  const lines = (width: number, top: number, page: number, cursor: number): readonly string[] =>
    textOf(tableRows(english, COLUMNS, ITEMS, width, { top, page, cursor })).split('\n');

  it('shows the window, the cursor and the end of a host name', () => {
    expect(lines(24, 1, 2, 1)).toEqual(['  Destination     Times ', '> telem…r.example     1 ', '  c.example           2 ']);
  });

  it('leaves out what has no room', () => expect(lines(12, 0, 1, -1)).toEqual(['  Destinat… ', '  a.example ']));

  it('puts only visible rows into words', () => {
    let asked = 0;
    const counting: readonly Column<Item>[] = [{ ...COLUMNS[0]!, cell: ({ host }) => (asked++, span(safe(host))) }];
    const many = Array.from({ length: 10_000 }, () => ITEMS[0]!);
    expect(tableRows(english, counting, many, 80, { top: 5_000, page: 20, cursor: 5_001 })).toHaveLength(21);
    expect(asked).toBe(20);
  });
});
