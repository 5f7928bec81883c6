import type { DeviceId } from '../model/device.ts';
import type { DestinationId } from '../model/destination.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import type { UiStatus } from './feed.ts';
import { listRows, type ListKind, type ListQuery } from './lists.ts';

/** The screens, in the order of their keys 1 to 5. */
export const SCREENS = ['devices', 'destinations', 'findings', 'coverage', 'help'] as const;
export type Screen = (typeof SCREENS)[number];

/** Where one is in a list. The cursor stays with its row (`id`) when rows are added; `index` is where it was last. */
export interface ListPosition {
  readonly id: string | null;
  readonly index: number;
  /** The first row of the window. */
  readonly top: number;
  readonly filter: string;
  readonly sort: number;
  readonly reversed: boolean;
}

export const DEVICE_TABS = ['overview', 'findings', 'destinations'] as const;
export type DeviceTab = (typeof DEVICE_TABS)[number];

/** One thing opened. */
export type Detail =
  | {
      readonly kind: 'device';
      readonly id: DeviceId;
      readonly tab: DeviceTab;
      readonly scroll: number;
      readonly findings: ListPosition;
      readonly destinations: ListPosition;
    }
  | { readonly kind: 'destination'; readonly id: DestinationId; readonly scroll: number }
  | { readonly kind: 'finding'; readonly id: string; readonly scroll: number };

export interface UiState {
  readonly language: Language;
  readonly columns: number;
  readonly rows: number;
  /** What is shown, and the newest there is: they differ while the picture is frozen. */
  readonly snapshot: Snapshot;
  readonly latest: Snapshot;
  readonly frozen: boolean;
  readonly status: UiStatus;
  readonly screen: Screen;
  /** Where `?` was pressed. */
  readonly before: Screen;
  readonly lists: Readonly<Record<ListKind, ListPosition>>;
  /** What was opened from the screen, innermost last. */
  readonly path: readonly Detail[];
  /** Scroll of the screens that are text. */
  readonly scrolls: Readonly<Record<'coverage' | 'help', number>>;
  /** The filter as it was before it was edited; null while it is not edited. */
  readonly editing: string | null;
  readonly quit: 'key' | 'interrupt' | null;
}

/** What the keys move in: a list, or text that scrolls. */
export type Pane =
  | { readonly type: 'list'; readonly kind: ListKind; readonly device: DeviceId | null; readonly position: ListPosition }
  | { readonly type: 'text'; readonly scroll: number };

export const LIST_START: ListPosition = { id: null, index: 0, top: 0, filter: '', sort: 0, reversed: false };

/** The state in which the screens open. */
export function startState(language: Language, columns: number, rows: number, snapshot: Snapshot, status: UiStatus): UiState {
  return {
    ...{ language, columns, rows, snapshot, latest: snapshot, frozen: false, status },
    ...{ screen: 'devices', before: 'devices', path: [], scrolls: { coverage: 0, help: 0 }, editing: null, quit: null },
    lists: { devices: LIST_START, destinations: LIST_START, findings: LIST_START },
  };
}

/** The innermost thing that is open; null on a screen itself. */
export function detailOf(state: UiState): Detail | null {
  return state.screen === 'help' ? null : (state.path.at(-1) ?? null);
}

export function paneOf(state: UiState): Pane {
  const detail = detailOf(state);
  if (detail !== null) {
    if (detail.kind !== 'device' || detail.tab === 'overview') return { type: 'text', scroll: detail.scroll };
    return { type: 'list', kind: detail.tab, device: detail.id, position: detail[detail.tab] };
  }
  if (state.screen === 'coverage' || state.screen === 'help') return { type: 'text', scroll: state.scrolls[state.screen] };
  return { type: 'list', kind: state.screen, device: null, position: state.lists[state.screen] };
}

/** The state with another position in the list that the keys move in. */
export function withPosition(state: UiState, position: ListPosition): UiState {
  const detail = detailOf(state);
  if (detail?.kind === 'device' && detail.tab !== 'overview') return withDetail(state, { ...detail, [detail.tab]: position });
  if (detail !== null || state.screen === 'coverage' || state.screen === 'help') return state;
  return { ...state, lists: { ...state.lists, [state.screen]: position } };
}

/** The state with the text that the keys move in scrolled to a row. */
export function withScroll(state: UiState, scroll: number): UiState {
  const detail = detailOf(state);
  if (detail !== null) return withDetail(state, { ...detail, scroll });
  if (state.screen !== 'coverage' && state.screen !== 'help') return state;
  return { ...state, scrolls: { ...state.scrolls, [state.screen]: scroll } };
}

/** The state with the innermost open thing replaced. */
export function withDetail(state: UiState, detail: Detail): UiState {
  return { ...state, path: [...state.path.slice(0, -1), detail] };
}

export function queryOf(pane: Extract<Pane, { type: 'list' }>): ListQuery {
  const { filter, sort, reversed } = pane.position;
  return { device: pane.device, filter, sort, reversed };
}

/** The identities of the rows of a list pane, in order. */
export function paneRows(state: UiState, pane: Extract<Pane, { type: 'list' }>): readonly { readonly id: string }[] {
  return listRows(state.snapshot, pane.kind, queryOf(pane), state.language);
}

/** Where the cursor is: with its row, or as near as can be where that row has gone. */
export function cursorOf(rows: readonly { readonly id: string }[], position: ListPosition): number {
  if (position.id === null) return 0;
  if (rows[position.index]?.id === position.id) return position.index;
  const found = rows.findIndex(({ id }) => id === position.id);
  return found >= 0 ? found : Math.max(0, Math.min(position.index, rows.length - 1));
}

/** The first row of a window of `page` rows that shows the cursor and moves as little as it can. */
export function windowTop(top: number, cursor: number, page: number, length: number): number {
  const highest = Math.max(0, length - Math.max(1, page));
  const moved = cursor < top ? cursor : cursor >= top + page ? cursor - Math.max(1, page) + 1 : top;
  return Math.max(0, Math.min(moved, highest));
}
