import type { DestinationId } from '../model/destination.ts';
import type { DeviceId } from '../model/device.ts';
import type { ListKind } from './lists.ts';
import { listRows } from './lists.ts';
import { SORTS } from './sorts.ts';
import * as states from './state.ts';
import { LIST_START, type Detail, type ListPane, type UiState } from './state.ts';
import { eventsOf, type TimelineEvent } from './timeline.ts';

/** How deep one can open things out of things. */
const PATH_MAX = 8;

/** The cursor some rows further, or the text scrolled; never beyond an end. */
export function move(state: UiState, by: number, content: number, page: number): UiState {
  const pane = states.paneOf(state);
  if (pane.type === 'text') {
    const highest = Math.max(0, content - page);
    const scroll = Math.min(pane.scroll, highest);
    return states.withScroll(state, Math.max(0, Math.min(highest, scroll + by)));
  }
  const rows = states.paneRows(state, pane);
  if (rows.length === 0) return state;
  const index = Math.max(0, Math.min(rows.length - 1, states.cursorOf(rows, pane.position) + by));
  const top = states.windowTop(pane.position.top, index, page, rows.length);
  return states.withPosition(state, { ...pane.position, id: rows[index]!.id, index, top });
}

/** The finding (or the destination) before or after the open one, in the order of the list that it was opened from. */
export function beside(state: UiState, by: number): UiState {
  const detail = states.detailOf(state);
  if (detail === null) return state;
  const list = states.paneOf({ ...state, path: state.path.slice(0, -1) });
  if (list.type !== 'list' || list.kind !== `${detail.kind}s`) return state;
  const rows = states.paneRows(state, list);
  const at = rows.findIndex(({ id }) => id === detail.id);
  const next = rows[at + by];
  if (at < 0 || next === undefined) return state;
  const moved = states.withPosition({ ...state, path: state.path.slice(0, -1) }, { ...list.position, id: next.id, index: at + by });
  return { ...moved, path: [...moved.path, { ...detail, id: next.id, scroll: 0 } as Detail] };
}

/** What is under the cursor, opened. */
export function open(state: UiState): UiState {
  const pane = states.paneOf(state);
  if (pane.type === 'text' || state.path.length >= PATH_MAX) return state;
  const chosen = rowUnderCursor(state, pane);
  if (chosen === null) return state;
  if (pane.kind === 'rules') return openGroup(state, 'findings', `rule=${chosen}`);
  if (pane.kind === 'companies') return openGroup(state, 'destinations', `owner=${chosen.replace(/[\s|]+/g, '*')}`);
  const detail = detailFor(state, pane.kind, chosen);
  if (detail === null) return state;
  const kept = states.withPosition(state, { ...pane.position, id: chosen });
  return { ...kept, path: [...kept.path, detail] };
}

/** A group opened is its list, filtered; back from there leads to the groups again. */
function openGroup(state: UiState, screen: 'findings' | 'destinations', filter: string): UiState {
  const lists = { ...state.lists, [screen]: { ...LIST_START, sort: state.lists[screen].sort, filter } };
  return { ...state, lists, grouped: { ...state.grouped, [screen]: 'inside' } };
}

/** The identity of the row under the cursor; null where the list is empty. */
export function rowUnderCursor(state: UiState, pane: ListPane): string | null {
  const rows = states.paneRows(state, pane);
  return rows[states.cursorOf(rows, pane.position)]?.id ?? null;
}

/** What one is looking at: the open thing, else what the row under the cursor would open. */
export function subjectOf(state: UiState): Detail | null {
  const pane = states.paneOf(state);
  if (pane.type === 'text') return states.detailOf(state);
  const row = rowUnderCursor(state, pane);
  return row === null ? null : detailFor(state, pane.kind, row);
}

function detailFor(state: UiState, kind: ListKind, id: string): Detail | null {
  switch (kind) {
    case 'dashboard':
    case 'devices':
      return deviceDetail(id);
    case 'destinations':
      return { kind: 'destination', id: id as DestinationId, scroll: 0 };
    case 'findings':
      return { kind: 'finding', id, scroll: 0 };
    case 'rules':
    case 'companies':
      return null;
    case 'timeline':
      return eventDetail(eventsOf(state.snapshot).find((event) => event.id === id));
  }
}

function eventDetail(event: TimelineEvent | undefined): Detail | null {
  if (event?.kind === 'finding') return { kind: 'finding', id: event.finding.id, scroll: 0 };
  return event?.kind === 'device' ? deviceDetail(event.device.id) : null;
}

function deviceDetail(id: string): Detail {
  return { kind: 'device', id: id as DeviceId, tab: 'overview', scroll: 0, findings: LIST_START, destinations: LIST_START };
}

/** Another order of the list, from its top. */
export function nextSort(state: UiState): UiState {
  const pane = states.paneOf(state);
  if (pane.type !== 'list') return state;
  const sort = (pane.position.sort + 1) % SORTS[pane.kind].length;
  return toTop(state, { ...pane, position: states.unordered(pane.position, { sort, reversed: false }) });
}

/** The list the other way round, from its top. */
export function reverseSort(state: UiState): UiState {
  const pane = states.paneOf(state);
  if (pane.type !== 'list') return state;
  return toTop(state, { ...pane, position: states.unordered(pane.position, { reversed: !pane.position.reversed }) });
}

/** Rows that came since the list was sorted take their places; the cursor stays with its row. */
export function takeNew(state: UiState): UiState {
  const pane = states.paneOf(state);
  if (pane.type !== 'list') return state;
  const id = rowUnderCursor(state, pane);
  const sorted = states.withPosition(state, states.unordered(pane.position, { id }));
  const again = states.paneOf(sorted);
  if (again.type !== 'list' || id === null) return sorted;
  const index = states.paneRows(sorted, again).findIndex((row) => row.id === id);
  return states.withPosition(sorted, { ...again.position, index: Math.max(0, index) });
}

/** After sorting, the first row is what one wants to see. */
function toTop(state: UiState, pane: ListPane): UiState {
  const first = listRows(state.snapshot, pane.kind, states.queryOf(state, pane), state.language)[0];
  return states.withPosition(state, { ...pane.position, id: first?.id ?? null, index: 0, top: 0 });
}
