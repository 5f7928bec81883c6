import type { DestinationId } from '../model/destination.ts';
import type { DeviceId } from '../model/device.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { UiStatus } from './feed.ts';
import type { Key, NamedKey } from './keys.ts';
import { listRows, SORTS } from './lists.ts';
import * as states from './state.ts';
import { DEVICE_TABS, LIST_START, SCREENS, type Detail, type Pane, type Screen, type UiState } from './state.ts';

/** How much there is to move in: the rows of the text (a list counts its own), and those that fit on the screen. */
export interface Extent {
  readonly content: number;
  readonly page: number;
}

export type UiEvent =
  | { readonly type: 'key'; readonly key: Key; readonly extent: Extent }
  | { readonly type: 'resize'; readonly columns: number; readonly rows: number }
  | { readonly type: 'feed'; readonly snapshot: Snapshot; readonly status: UiStatus };

/** What a filter may hold. */
const FILTER_MAX = 64;
/** How deep one can open things out of things. */
const PATH_MAX = 8;

/** The digits of a French keyboard without shift, which give screens as the digits do. */
const AZERTY = '&é"\'(';

/** The state after something happened. Pure: all of the screens' behaviour is here. */
export function reduce(state: UiState, event: UiEvent): UiState {
  switch (event.type) {
    case 'resize':
      return { ...state, columns: event.columns, rows: event.rows };
    case 'feed':
      return { ...state, latest: event.snapshot, status: event.status, snapshot: state.frozen ? state.snapshot : event.snapshot };
    case 'key':
      return reduceKey(state, event.key, event.extent);
  }
}

function reduceKey(state: UiState, key: Key, extent: Extent): UiState {
  if (key.name === 'ctrl-c') return { ...state, quit: 'interrupt' };
  if (state.editing !== null) return reduceEditing(state, key, state.editing);
  return key.name === 'character' ? reduceCharacter(state, key.character, extent) : reduceNamed(state, key.name, extent);
}

function reduceNamed(state: UiState, name: NamedKey, { content, page }: Extent): UiState {
  switch (name) {
    case 'up':
      return move(state, -1, content, page);
    case 'down':
      return move(state, 1, content, page);
    case 'page-up':
      return move(state, -page, content, page);
    case 'page-down':
      return move(state, page, content, page);
    case 'ctrl-u':
      return move(state, -Math.ceil(page / 2), content, page);
    case 'ctrl-d':
      return move(state, Math.ceil(page / 2), content, page);
    case 'home':
      return move(state, -Infinity, content, page);
    case 'end':
      return move(state, Infinity, content, page);
    case 'left':
      return beside(state, -1);
    case 'right':
      return beside(state, 1);
    case 'enter':
      return open(state);
    case 'escape':
    case 'backspace':
      return back(state);
    case 'tab':
      return turn(state, 1);
    case 'back-tab':
      return turn(state, -1);
    case 'f1':
      return toggleHelp(state);
    default:
      return state;
  }
}

function reduceCharacter(state: UiState, character: string, { content, page }: Extent): UiState {
  const digit = '12345'.indexOf(character);
  if (digit >= 0) return toScreen(state, SCREENS[digit]!);
  if (state.language === 'fr' && AZERTY.includes(character)) return toScreen(state, SCREENS[AZERTY.indexOf(character)]!);
  switch (character) {
    case 'j':
      return move(state, 1, content, page);
    case 'k':
      return move(state, -1, content, page);
    case 'g':
      return move(state, -Infinity, content, page);
    case 'G':
      return move(state, Infinity, content, page);
    case '[':
      return turnTab(state, -1);
    case ']':
      return turnTab(state, 1);
    case '?':
      return toggleHelp(state);
    case '/':
    case 'f':
      return startEditing(state);
    case 's':
      return nextSort(state);
    case 'S':
      return reverseSort(state);
    case ' ':
      return state.frozen ? { ...state, frozen: false, snapshot: state.latest } : { ...state, frozen: true };
    case 'L':
      return { ...state, language: state.language === 'en' ? 'fr' : 'en' };
    case 'q':
      return state.screen === 'help' || state.path.length > 0 ? back(state) : { ...state, quit: 'key' };
    default:
      return state;
  }
}

function move(state: UiState, by: number, content: number, page: number): UiState {
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
function beside(state: UiState, by: number): UiState {
  const detail = states.detailOf(state);
  if (detail === null) return state;
  if (detail.kind === 'device') return turnTab(state, by);
  const list = states.paneOf({ ...state, path: state.path.slice(0, -1) });
  if (list.type !== 'list' || list.kind !== `${detail.kind}s`) return state;
  const rows = states.paneRows(state, list);
  const at = rows.findIndex(({ id }) => id === detail.id);
  const next = rows[at + by];
  if (at < 0 || next === undefined) return state;
  const moved = states.withPosition({ ...state, path: state.path.slice(0, -1) }, { ...list.position, id: next.id, index: at + by });
  return { ...moved, path: [...moved.path, { ...detail, id: next.id, scroll: 0 } as Detail] };
}

function open(state: UiState): UiState {
  const pane = states.paneOf(state);
  if (pane.type === 'text' || state.path.length >= PATH_MAX) return state;
  const rows = states.paneRows(state, pane);
  const chosen = rows[states.cursorOf(rows, pane.position)];
  if (chosen === undefined) return state;
  const kept = states.withPosition(state, { ...pane.position, id: chosen.id });
  return { ...kept, path: [...kept.path, newDetail(pane.kind, chosen.id)] };
}

function newDetail(kind: 'devices' | 'destinations' | 'findings', id: string): Detail {
  switch (kind) {
    case 'devices':
      return { kind: 'device', id: id as DeviceId, tab: 'overview', scroll: 0, findings: LIST_START, destinations: LIST_START };
    case 'destinations':
      return { kind: 'destination', id: id as DestinationId, scroll: 0 };
    case 'findings':
      return { kind: 'finding', id, scroll: 0 };
  }
}

/** Out of what is open, then out of a filter. Never out of the program. */
function back(state: UiState): UiState {
  if (state.screen === 'help') return { ...state, screen: state.before };
  const pane = states.paneOf(state);
  if (pane.type === 'list' && pane.position.filter !== '') return states.withPosition(state, { ...pane.position, filter: '' });
  return state.path.length > 0 ? { ...state, path: state.path.slice(0, -1) } : state;
}

/** A screen's own key shows that screen itself, whatever was open on it; help keeps what was open, to go back to it. */
function toScreen(state: UiState, screen: Screen): UiState {
  if (screen === 'help') return state.screen === 'help' ? state : { ...state, screen, before: state.screen };
  return { ...state, screen, before: screen, path: [] };
}

function toggleHelp(state: UiState): UiState {
  return state.screen === 'help' ? back(state) : toScreen(state, 'help');
}

function turn(state: UiState, by: number): UiState {
  if (states.detailOf(state)?.kind === 'device') return turnTab(state, by);
  return toScreen(state, SCREENS[(SCREENS.indexOf(state.screen) + by + SCREENS.length) % SCREENS.length]!);
}

function turnTab(state: UiState, by: number): UiState {
  const detail = states.detailOf(state);
  if (detail?.kind !== 'device') return state;
  const tab = DEVICE_TABS[(DEVICE_TABS.indexOf(detail.tab) + by + DEVICE_TABS.length) % DEVICE_TABS.length]!;
  return states.withDetail(state, { ...detail, tab, scroll: 0 });
}

function startEditing(state: UiState): UiState {
  const pane = states.paneOf(state);
  return pane.type === 'list' ? { ...state, editing: pane.position.filter } : state;
}

function reduceEditing(state: UiState, key: Key, before: string): UiState {
  const pane = states.paneOf(state);
  if (pane.type !== 'list') return { ...state, editing: null };
  const filter = pane.position.filter;
  switch (key.name) {
    case 'enter':
    case 'tab':
      return { ...state, editing: null };
    case 'escape':
      return { ...withFilter(state, pane, before), editing: null };
    case 'backspace':
      return withFilter(state, pane, [...filter].slice(0, -1).join(''));
    case 'ctrl-u':
      return withFilter(state, pane, '');
    case 'character':
      return [...filter].length >= FILTER_MAX ? state : withFilter(state, pane, filter + key.character);
    default:
      return state;
  }
}

function withFilter(state: UiState, pane: Extract<Pane, { type: 'list' }>, filter: string): UiState {
  return states.withPosition(state, { ...pane.position, filter, top: 0 });
}

function nextSort(state: UiState): UiState {
  const pane = states.paneOf(state);
  if (pane.type !== 'list') return state;
  return toTop(state, {
    ...pane,
    position: { ...pane.position, sort: (pane.position.sort + 1) % SORTS[pane.kind].length, reversed: false },
  });
}

function reverseSort(state: UiState): UiState {
  const pane = states.paneOf(state);
  if (pane.type !== 'list') return state;
  return toTop(state, { ...pane, position: { ...pane.position, reversed: !pane.position.reversed } });
}

/** After sorting, the first row is what one wants to see. */
function toTop(state: UiState, pane: Extract<Pane, { type: 'list' }>): UiState {
  const first = listRows(state.snapshot, pane.kind, states.queryOf(pane), state.language)[0];
  return states.withPosition(state, { ...pane.position, id: first?.id ?? null, index: 0, top: 0 });
}
