import type { DeviceId } from '../model/device.ts';
import type { DestinationId } from '../model/destination.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import { EMPTY_ACTIVITY, type Activity } from './activity.ts';
import type { Refusal, SessionCommand } from '../model/session-feed.ts';
import type { UiStatus } from './feed.ts';
import { keepRows, listRows, placesOf, type ListKind, type ListQuery } from './lists.ts';
import { Concealer } from './conceal.ts';
import type { Errand, Told } from './errand.ts';
import { isListTab, type DeviceTab } from './device-tab.ts';
import { DEFAULT_KEYS, type KeyMap } from './key-map.ts';
import { BROWSING, type Mode } from './mode.ts';
import type { Palette } from './paint.ts';

/** The screens, in the order of their keys 1 to 7. */
export const SCREENS = ['dashboard', 'devices', 'destinations', 'findings', 'timeline', 'coverage', 'help'] as const;
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
  /** The rows in the order in which they stand, so that none jumps under the cursor; null: to be sorted when next shown. */
  readonly order: readonly string[] | null;
  /** Where rows stood when they were sorted last: what is sorted nearly is sorted soon. */
  readonly near: readonly string[] | null;
  /** How many of `order` were there when it was sorted: what follows came later, and stands at the end. */
  readonly settled: number;
}

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

/** The stretch of the timeline that is shown: the whole halved `zoom` times, `back` windows before its end. */
export interface TimelineWindow {
  readonly zoom: number;
  readonly back: number;
}

export interface UiState {
  readonly language: Language;
  readonly columns: number;
  readonly rows: number;
  /** What is shown, and the newest there is: they differ while the picture is frozen. */
  readonly snapshot: Snapshot;
  readonly latest: Snapshot;
  readonly frozen: boolean;
  readonly status: UiStatus;
  /** Volumes over time, as far as these screens have watched. */
  readonly activity: Activity;
  readonly screen: Screen;
  /** Where `?` was pressed. */
  readonly before: Screen;
  readonly lists: Readonly<Record<ListKind, ListPosition>>;
  /** Titles of columns that the user does not want to see, by list. */
  readonly hidden: Readonly<Record<ListKind, readonly string[]>>;
  readonly timeline: TimelineWindow;
  /** Whether findings stand by rule and destinations by company; `inside`: one group of them was opened. */
  readonly grouped: Readonly<Record<'findings' | 'destinations', 'no' | 'yes' | 'inside'>>;
  /** The one device whose destinations, findings and events are shown; null for all. */
  readonly only: DeviceId | null;
  /** Findings that are no risk by themselves (severity info) stand among the others. */
  readonly showsNotes: boolean;
  /** What was opened from the screen, innermost last. */
  readonly path: readonly Detail[];
  /** Scroll of the screens that are text. */
  readonly scrolls: Readonly<Record<'coverage' | 'help', number>>;
  /** What the keys are for just now. */
  readonly mode: Mode;
  /** What the engine is to be asked, oldest first. */
  readonly requests: readonly SessionCommand[];
  /** What the program around the screens is to do, oldest first. */
  readonly errands: readonly Errand[];
  /** What takes back what was said from here of findings and devices, the newest last. */
  readonly undo: readonly SessionCommand[];
  /** The colours, where there are any. */
  readonly palette: Palette;
  /** Which key does what. */
  readonly keys: KeyMap;
  /** There is somebody to ask: what is said of findings and devices is kept. */
  readonly asks: boolean;
  /** The engine's answer to the last request; null once a key was pressed. */
  readonly reply: Reply | null;
  /** What became of an errand, or why a key did nothing; null once a key was pressed. */
  readonly told: Told | null;
  /** Names, addresses and identifiers are hidden: snapshots and status are what the concealer leaves of them. */
  readonly hides: boolean;
  readonly concealer: Concealer;
  /** Clicks and the wheel come to these screens, and not to the terminal. */
  readonly mouse: boolean;
  /** The session was asked to stop from here. */
  readonly stopping: boolean;
  readonly quit: QuitReason | null;
}

/**
 * Why the screens end. `key`: q, nothing runs any more (or a file was being read). `interrupt`: Ctrl-C, at once. `signal`: told to end from
 * outside, or the terminal has gone. `detach`: the capture goes on without a screen. `stopped`: the capture was ended from here, and all of
 * it is analysed.
 */
export type QuitReason = 'key' | 'interrupt' | 'signal' | 'detach' | 'stopped';

/** How a request ended. */
export interface Reply {
  readonly type: SessionCommand['type'];
  /** What was said of something was taken away, and not said. */
  readonly removed?: boolean;
  /** Why it was not carried out; `closed` where these screens cannot ask for anything. */
  readonly refusal: Refusal | 'closed' | null;
}

/** What the keys move in: a list, or text that scrolls. */
export type Pane =
  | { readonly type: 'list'; readonly kind: ListKind; readonly device: DeviceId | null; readonly position: ListPosition }
  | { readonly type: 'text'; readonly scroll: number };

export type ListPane = Extract<Pane, { type: 'list' }>;

export const LIST_START: ListPosition = {
  id: null,
  index: 0,
  top: 0,
  filter: '',
  sort: 0,
  reversed: false,
  order: null,
  near: null,
  settled: 0,
};

/** The state in which the screens open. */
export function startState(language: Language, columns: number, rows: number, snapshot: Snapshot, status: UiStatus): UiState {
  const state: UiState = {
    ...{ language, columns, rows, snapshot, latest: snapshot, frozen: false, status, activity: EMPTY_ACTIVITY },
    ...{ screen: 'dashboard', before: 'dashboard', path: [], scrolls: { coverage: 0, help: 0 }, quit: null },
    ...{ mode: BROWSING, requests: [], errands: [], undo: [], reply: null, told: null, stopping: false, timeline: { zoom: 0, back: 0 } },
    ...{ hides: false, concealer: new Concealer(), mouse: false, only: null, showsNotes: false },
    ...{ keys: DEFAULT_KEYS, asks: true, palette: 'default' },
    lists: { dashboard: LIST_START, devices: LIST_START, destinations: LIST_START, findings: LIST_START, timeline: LIST_START, rules: LIST_START, companies: LIST_START }, // prettier-ignore
    hidden: { dashboard: [], devices: [], destinations: [], findings: [], timeline: [], rules: [], companies: [] },
    grouped: { findings: 'no', destinations: 'no' },
  };
  return settle(state);
}

/** The innermost thing that is open; null on a screen itself. */
export function detailOf(state: UiState): Detail | null {
  return state.screen === 'help' ? null : (state.path.at(-1) ?? null);
}

export function paneOf(state: UiState): Pane {
  const detail = detailOf(state);
  if (detail !== null) {
    if (detail.kind !== 'device' || !isListTab(detail.tab)) return { type: 'text', scroll: detail.scroll };
    return { type: 'list', kind: detail.tab, device: detail.id, position: detail[detail.tab] };
  }
  if (state.screen === 'coverage' || state.screen === 'help') return { type: 'text', scroll: state.scrolls[state.screen] };
  const kind = listOf(state, state.screen);
  const device = kind === 'dashboard' || kind === 'devices' ? null : state.only;
  return { type: 'list', kind, device, position: state.lists[kind] };
}

/** The list that a screen shows. */
function listOf({ grouped }: UiState, screen: Exclude<Screen, 'coverage' | 'help'>): ListKind {
  if (screen === 'findings' && grouped.findings === 'yes') return 'rules';
  return screen === 'destinations' && grouped.destinations === 'yes' ? 'companies' : screen;
}

/** The position with something changed that has the list sorted anew when it is next shown. */
export function unordered(position: ListPosition, changes: Partial<ListPosition> = {}): ListPosition {
  return { ...position, ...changes, order: null, near: position.order ?? position.near };
}

/** The state with every list to be sorted anew when it is next shown: other rows belong to them than did. */
export function resorted(state: UiState): UiState {
  const lists = Object.fromEntries(Object.entries(state.lists).map(([kind, position]) => [kind, unordered(position)])) as UiState['lists'];
  const path = state.path.map((detail): Detail =>
    detail.kind === 'device' ? { ...detail, findings: unordered(detail.findings), destinations: unordered(detail.destinations) } : detail,
  );
  return settle({ ...state, lists, path });
}

/** The state with another position in the list that the keys move in. */
export function withPosition(state: UiState, position: ListPosition): UiState {
  const detail = detailOf(state);
  if (detail?.kind === 'device' && isListTab(detail.tab)) return withDetail(state, { ...detail, [detail.tab]: position });
  if (detail !== null || state.screen === 'coverage' || state.screen === 'help') return state;
  return { ...state, lists: { ...state.lists, [listOf(state, state.screen)]: position } };
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

export function queryOf({ showsNotes }: UiState, pane: ListPane): ListQuery {
  const { filter, sort, reversed, order, near } = pane.position;
  return { device: pane.device, notes: showsNotes, filter, sort, reversed, order, near };
}

/** The identities of the rows of a list pane, in order. */
export function paneRows(state: UiState, pane: ListPane): readonly { readonly id: string }[] {
  return listRows(state.snapshot, pane.kind, queryOf(state, pane), state.language);
}

/** Rows that have gone are forgotten once there are so many of them in an order. */
const GONE_MAX = 1_000;

/** The state with the order of the list on the screen written down: rows that stand stay where they are, new ones come to the end. */
export function settle(state: UiState): UiState {
  const pane = paneOf(state);
  if (pane.type !== 'list') return state;
  const { order, settled } = pane.position;
  const rows = paneRows(state, pane);
  if (order === null || order.length === 0) {
    if (order !== null && rows.length === 0) return state;
    return stand(state, pane, rows, rows.length);
  }
  const added = rowsAfter(rows, order, order.length);
  if (order.length > rows.length + GONE_MAX) {
    return stand(state, pane, rows, rows.length - newRows(pane.position, rows));
  }
  if (added === 0) return state;
  const ids = rows.slice(rows.length - added).map(({ id }) => id);
  return withOrder(state, pane, rows, [...order, ...ids], settled);
}

/** The rows stand as they are now. */
function stand(state: UiState, pane: ListPane, rows: readonly { readonly id: string }[], settled: number): UiState {
  return withOrder(state, pane, rows, rows.map(({ id }) => id), settled); // prettier-ignore
}

function withOrder(
  state: UiState,
  pane: ListPane,
  rows: readonly { readonly id: string }[],
  order: readonly string[],
  settled: number,
): UiState {
  const position = { ...pane.position, order, settled };
  keepRows(state.snapshot, pane.kind, queryOf(state, { ...pane, position }), state.language, rows);
  return withPosition(state, position);
}

/** How many rows at the end of a list came after it was sorted. */
export function newRows({ order, settled }: ListPosition, rows: readonly { readonly id: string }[]): number {
  return order === null ? 0 : rowsAfter(rows, order, settled);
}

/** How many rows at the end do not stand among the first `count` of the order. */
function rowsAfter(rows: readonly { readonly id: string }[], order: readonly string[], count: number): number {
  if (rows.length > 0 && rows.at(-1)!.id === order[count - 1]) return 0;
  const places = placesOf(order);
  let after = 0;
  while (after < rows.length && (places.get(rows[rows.length - 1 - after]!.id) ?? count) >= count) after += 1;
  return after;
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
