import type { MessageKey } from '../../language/message.ts';
import type { SafeText } from '../../language/safe-text.ts';
import { cutHost, fit } from '../cells.ts';
import { row, span, type Row, type Span } from '../row.ts';
import type { Show } from '../show.ts';

export interface Column<T> {
  /** Of the title; also tells which columns the user hid. */
  readonly key: MessageKey;
  /** Cells that it takes at least. */
  readonly cells: number;
  /** Its part of the cells that are left over; 0 where more would not help. */
  readonly grow: number;
  /** The highest are left out first where the screen is narrow; 0 always stays. */
  readonly rank: number;
  readonly align?: 'left' | 'right';
  /** Host names and addresses are cut in their middle. */
  readonly cut?: 'end' | 'middle';
  /** Of a host name, the end that is never cut into where there is room for it. */
  domain?(item: T): string | null;
  /** What stands in it; for what fills its cells, how many there are. */
  cell(item: T, cells: number): Span;
}

/** The rows of a table that are on the screen. */
export interface Window {
  readonly top: number;
  readonly page: number;
  /** Index of the selected row; -1 for none. */
  readonly cursor: number;
}

const GAP = 1;
const CURSOR_CELLS = 2;

/** The head and the visible rows of a table: only these are ever put into words, so that the cost depends on the screen alone. */
export function tableRows<T>(
  show: Show,
  columns: readonly Column<T>[],
  items: readonly T[],
  width: number,
  { top, page, cursor }: Window,
): readonly Row[] {
  const placed = place(columns, width - CURSOR_CELLS);
  const head = placed.flatMap(({ column, cells }) =>
    gap(span(fit(show.say(column.key), cells, show.glyphs.ellipsis, column.align), 'dim')),
  );
  const rows = items.slice(top, top + page).map((item, i): Row => {
    const selected = top + i === cursor;
    const mark = span((selected ? `${show.glyphs.cursor} ` : '  ') as SafeText);
    return { spans: [mark, ...placed.flatMap(({ column, cells }) => gap(cellOf(show, column, item, cells)))], selected };
  });
  return [row(span('  ' as SafeText), ...head), ...rows];
}

function gap(cell: Span): readonly Span[] {
  return [cell, span(' ' as SafeText)];
}

function cellOf<T>(show: Show, column: Column<T>, item: T, cells: number): Span {
  const { text, role } = column.cell(item, cells);
  const short = column.cut === 'middle' ? cutHost(text, cells, show.glyphs.ellipsis, column.domain?.(item) ?? null) : text;
  return span(fit(short, cells, show.glyphs.ellipsis, column.align), role);
}

/** Leaves out columns until the rest fits, then shares what is left over. */
function place<T>(columns: readonly Column<T>[], width: number): readonly { readonly column: Column<T>; readonly cells: number }[] {
  let kept = columns;
  const needed = (): number => kept.reduce((sum, column) => sum + column.cells + GAP, 0);
  while (needed() > width) {
    const highest = Math.max(...kept.map(({ rank }) => rank));
    if (highest === 0) break;
    kept = kept.filter(({ rank }) => rank !== highest);
  }
  let spare = Math.max(0, width - needed());
  let weights = kept.reduce((sum, column) => sum + column.grow, 0);
  return kept.map((column) => {
    const more = weights === 0 ? 0 : Math.floor((spare * column.grow) / weights);
    spare -= more;
    weights -= column.grow;
    return { column, cells: column.cells + more };
  });
}
