import type { SafeText } from '../../language/safe-text.ts';
import { catalogueOf } from '../catalogue.ts';
import type { DeviceTab } from '../device-tab.ts';
import type { ListItems, ListKind } from '../lists.ts';
import { BLANK, row, span, type Row } from '../row.ts';
import { subjectOf } from '../moves.ts';
import type { Show } from '../show.ts';
import { cursorOf, detailOf, paneOf, paneRows, windowTop, type Detail, type ListPane, type UiState } from '../state.ts';
import { besideRows, panesOf } from './beside.ts';
import { columnChooser } from './columns.ts';
import { coverageView } from './coverage.ts';
import { newestRows, riskiestRows, summaryRows } from './dashboard.ts';
import { destinationDetailView } from './destination-detail.ts';
import { deviceChooser } from './devices.ts';
import { deviceTabView } from './device-tabs.ts';
import { emptyRows } from './empty.ts';
import { findingDetailView } from './finding-detail.ts';
import { ruleRow } from './header.ts';
import { helpView } from './help.ts';
import { columnsOf } from './lists.ts';
import { paragraph } from './prose.ts';
import { tableRows, type Column, type Window } from './table.ts';
import { timelineRows } from './timeline.ts';
import { listTitle, titleRows } from './titles.ts';
import { valueChooser } from './values.ts';

/** The part of the screen between head and foot, and how much there is to move in. */
export interface Body {
  readonly rows: readonly Row[];
  readonly content: number;
  readonly page: number;
  /** Where the rows of a list stand: the first of the window among `rows`, and which row of the list it is. */
  readonly list?: ListPlace;
}

export interface ListPlace {
  readonly row: number;
  readonly top: number;
}

/** Rows of the screen from which there is room for a preview below a list. */
const PREVIEW_ROWS_MIN = 30;
/** Title and head of a table. */
const TABLE_HEAD_ROWS = 2;

/** What the current screen shows, in at most `height` rows. */
export function bodyView(state: UiState, show: Show, width: number, height: number): Body {
  if (state.mode.type === 'columns') return textBody(columnChooser(state, state.mode, show), 0, show, height);
  if (state.mode.type === 'device')
    return textBody(deviceChooser(state, state.mode, show), state.mode.index - Math.floor(height / 2), show, height);
  if (state.mode.type === 'values') return textBody(valueChooser(state.mode, show, width), 0, show, height);
  const title = titleRows(state, show, width);
  const pane = paneOf(state);
  const left = Math.max(1, height - title.length);
  const body =
    pane.type === 'list' ? listBody(state, pane, show, width, left) : textBody(textRows(state, show, width), pane.scroll, show, left);
  const { list } = body;
  return { ...body, rows: [...title, ...body.rows], ...(list === undefined ? {} : { list: { ...list, row: list.row + title.length } }) };
}

function textBody(rows: readonly Row[], scroll: number, show: Show, height: number): Body {
  if (rows.length <= height) return { rows, content: rows.length, page: height };
  // The last row says that there is more, so that nobody takes the first screenful for all.
  const page = Math.max(1, height - 1);
  const top = Math.max(0, Math.min(scroll, rows.length - page));
  const position = show.say('ui.position', { first: top + 1, last: Math.min(rows.length, top + page), all: rows.length });
  return {
    rows: [...rows.slice(top, top + page), row(span(` ${position}` as SafeText, 'dim'))].slice(0, height),
    content: rows.length,
    page,
  };
}

function textRows(state: UiState, show: Show, width: number): readonly Row[] {
  const detail = detailOf(state);
  if (detail !== null) return detailRows(state, detail, show, width);
  return state.screen === 'help' ? helpView(state, show, width) : coverageView(state, show, width);
}

function detailRows(
  state: UiState,
  detail: Pick<Detail, 'kind' | 'id'> & { readonly tab?: DeviceTab },
  show: Show,
  width: number,
): readonly Row[] {
  const { devices, destinations, findings } = catalogueOf(state.snapshot);
  const gone = paragraph(show.say('ui.detail.gone'), width);
  switch (detail.kind) {
    case 'device': {
      const device = devices.get(detail.id);
      return device === undefined ? gone : deviceTabView(state, device, detail.tab ?? 'overview', show, width);
    }
    case 'destination': {
      const destination = destinations.get(detail.id);
      return destination === undefined ? gone : destinationDetailView(state.snapshot, destination, show, width);
    }
    case 'finding': {
      const finding = findings.get(detail.id);
      return finding === undefined ? gone : findingDetailView(state, finding, show, width);
    }
  }
}

function listBody(state: UiState, pane: ListPane, show: Show, width: number, height: number): Body {
  const rows = paneRows(state, pane);
  const above = rowsAbove(state, pane, show, width, height);
  const left = height - above.length;
  const title = listTitle(state, pane, rows, show, width);
  if (rows.length === 0) {
    return { rows: [...above, title, BLANK, ...emptyRows(state, pane, show, width)].slice(0, height), content: 0, page: height };
  }
  const cursor = cursorOf(rows, pane.position);
  const list = (below: number): Window => {
    const page = Math.max(1, left - TABLE_HEAD_ROWS - below);
    return { top: windowTop(pane.position.top, cursor, page, rows.length), page, cursor };
  };
  const place = ({ top }: Window): ListPlace => ({ row: above.length + TABLE_HEAD_ROWS, top });
  const panes = panesOf(width, show);
  const subject = panes === null || pane.kind === 'dashboard' ? null : subjectOf(state);
  if (panes !== null && subject !== null) {
    const window = list(0);
    const table = listTable(state, pane, rows, show, panes.left, window);
    const beside = besideRows(table, detailRows(state, subject, show, panes.right), panes, show, left - 1);
    return { rows: [...above, title, ...beside], content: rows.length, page: window.page, list: place(window) };
  }
  const below = rowsBelow(state, pane, rows, cursor, show, width, left);
  const window = list(below.length);
  const table = listTable(state, pane, rows, show, width, window);
  const { page } = window;
  const fill = below.length === 0 ? [] : Array.from({ length: Math.max(0, page + 1 - table.length) }, () => BLANK);
  return { rows: [...above, title, ...table, ...fill, ...below], content: rows.length, page, list: place(window) };
}

/** Rows of the timeline's list that must stay. */
const EVENTS_MIN = 5;

/** What stands over a list: the summary of the dashboard, the lanes of the timeline. */
function rowsAbove(state: UiState, pane: ListPane, show: Show, width: number, height: number): readonly Row[] {
  if (pane.kind === 'dashboard') return summaryRows(state, show, width);
  if (pane.kind !== 'timeline') return [];
  const rows = timelineRows(state, show, width, Math.max(0, Math.min(Math.ceil(height * 0.6), height - TABLE_HEAD_ROWS - EVENTS_MIN)));
  return rows.slice(0, Math.max(0, height - TABLE_HEAD_ROWS - 1));
}

/** Rows that the dashboard has for the newest findings where there is room. */
const NEWEST_ROWS = 5;
const NEWEST_FROM = 13;

/** What stands under a list where there is room: the newest findings, or the chosen row's detail. */
function rowsBelow(
  state: UiState,
  pane: ListPane,
  rows: readonly { readonly id: string }[],
  cursor: number,
  show: Show,
  width: number,
  height: number,
): readonly Row[] {
  if (pane.kind === 'dashboard') return dashboardBelow(state, show, width, height);
  const detailed = pane.kind === 'devices' || pane.kind === 'destinations' || pane.kind === 'findings';
  if (!detailed || state.rows < PREVIEW_ROWS_MIN) return [];
  return previewRows(state, pane, rows[cursor]!.id, show, width, Math.floor(height / 2));
}

/** The newest findings; and where there is more room, the destinations that one would look at first. */
function dashboardBelow(state: UiState, show: Show, width: number, height: number): readonly Row[] {
  if (height < NEWEST_FROM) return [];
  const rows = NEWEST_ROWS + Math.floor((height - NEWEST_FROM) / 4);
  const newest = newestRows(state, show, width, rows);
  return state.rows < PREVIEW_ROWS_MIN ? newest : [...newest, BLANK, ...riskiestRows(state, show, width, rows)];
}

function listTable(state: UiState, pane: ListPane, rows: readonly unknown[], show: Show, width: number, window: Window): readonly Row[] {
  // Columns and rows are of the same kind: both were chosen by `pane.kind`.
  const columns = columnsOf(show, state, pane.kind, pane.device) as readonly Column<ListItems[ListKind]>[];
  return tableRows(show, columns, rows as readonly ListItems[ListKind][], width, window);
}

/** The chosen row's detail below the list, as far as there is room. */
function previewRows(state: UiState, pane: ListPane, id: string, show: Show, width: number, height: number): readonly Row[] {
  const kind = pane.kind === 'devices' ? 'device' : pane.kind === 'destinations' ? 'destination' : 'finding';
  const rows = detailRows(state, { kind, id } as Pick<Detail, 'kind' | 'id'>, show, width).slice(0, height - 1);
  const fill = Array.from({ length: Math.max(0, height - 1 - rows.length) }, () => BLANK);
  return [ruleRow(show, width), ...rows, ...fill];
}
