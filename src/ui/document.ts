import type { SafeText } from '../language/safe-text.ts';
import type { SavedDocument } from './errand.ts';
import type { ListItems, ListKind } from './lists.ts';
import type { Row } from './row.ts';
import { makeShow } from './show.ts';
import { detailOf, paneOf, paneRows, type ListPane, type UiState } from './state.ts';
import { bodyView } from './view/body.ts';
import { columnsOf } from './view/lists.ts';
import type { Column } from './view/table.ts';

/** Texts are broken for reading in any editor; nothing of them is left out. */
const WIDTH = 100;
const HEIGHT = 100_000;
/** Cells are as wide as they need to be. */
const CELL_MAX = 4_000;
/** What is drawn over time says nothing in a table. */
const DRAWN: readonly string[] = ['ui.column.activity'];

/** What the screen shows, as a file: a list with all its rows as the filter and the order leave them, anything else as text. */
export function documentOf(state: UiState): SavedDocument {
  const detail = detailOf(state);
  const pane = paneOf(state);
  if (pane.type === 'list')
    return { name: detail === null ? pane.kind : `${detail.kind}-${pane.kind}`, kind: 'table', rows: tableOf(state, pane) };
  const show = makeShow(state.language, false);
  const { rows } = bodyView({ ...state, mode: { type: 'browse' }, rows: HEIGHT }, show, WIDTH, HEIGHT);
  return { name: detail?.kind ?? state.screen, kind: 'text', lines: rows.map(lineOf) };
}

/** Head and rows, in words and figures where the screen draws signs. */
function tableOf(state: UiState, pane: ListPane): readonly (readonly SafeText[])[] {
  const show = makeShow(state.language, false, true);
  const columns = columnsOf(show, state, pane.kind, pane.device) as readonly Column<ListItems[ListKind]>[];
  const kept = columns.filter(({ key }) => !DRAWN.includes(key));
  const items = paneRows(state, pane) as readonly ListItems[ListKind][];
  return [
    kept.map(({ key }) => show.say(key)),
    ...items.map((item) => kept.map((column) => column.cell(item, CELL_MAX).text.trim() as SafeText)),
  ];
}

function lineOf({ spans }: Row): SafeText {
  return spans
    .map(({ text }) => text)
    .join('')
    .trimEnd() as SafeText;
}
