import type { Snapshot } from '../model/snapshot.ts';
import { noteActivity } from './activity.ts';
import { act } from './act.ts';
import { tell } from './asks.ts';
import type { Action } from './actions.ts';
import type { DeviceTab } from './device-tab.ts';
import { reduceDialog } from './dialogs.ts';
import type { Told } from './errand.ts';
import { isLive, type UiStatus } from './feed.ts';
import type { Key, MouseKey } from './keys.ts';
import { move, open } from './moves.ts';
import { withNames } from '../model/named.ts';
import { quit, toTab } from './places.ts';
import { clockText } from './show.ts';
import * as states from './state.ts';
import type { Reply, UiState } from './state.ts';

/** How much there is to move in: the rows of the text (a list counts its own), and those that fit on the screen. */
export interface Extent {
  readonly content: number;
  readonly page: number;
  /** The screens have no room, and only a card is shown. */
  readonly small?: boolean;
  /** Where the rows of a list stand on the screen: the line of the first (0 is the top of the screen), and which row that is. */
  readonly list?: { readonly line: number; readonly top: number };
  /** What else a click can mean; asked for only where the mouse is on. */
  readonly targets?: readonly Target[];
}

/** Cells of a line that do something when they are clicked: what a key does, or a tab of the device that is open. */
export interface Target {
  readonly line: number;
  readonly from: number;
  /** The first cell that no longer belongs to it. */
  readonly to: number;
  readonly does: { readonly action: Action } | { readonly tab: DeviceTab };
}

export type UiEvent =
  | { readonly type: 'key'; readonly key: Key; readonly extent: Extent }
  | { readonly type: 'resize'; readonly columns: number; readonly rows: number }
  | { readonly type: 'feed'; readonly snapshot: Snapshot; readonly status: UiStatus }
  /** The requests and errands were handed on. */
  | { readonly type: 'sent' }
  | { readonly type: 'reply'; readonly reply: Reply }
  /** An errand was run, or could not be. */
  | { readonly type: 'told'; readonly told: Told };

/** Rows that one step of the wheel moves. */
const WHEEL_ROWS = 3;

/** The state after something happened. Pure: all of the screens' behaviour is here. */
export function reduce(state: UiState, event: UiEvent): UiState {
  switch (event.type) {
    case 'resize':
      return { ...state, columns: event.columns, rows: event.rows };
    case 'feed':
      return reduceFeed(state, event.snapshot, event.status);
    case 'sent':
      return { ...state, requests: [], errands: [] };
    case 'reply':
      return { ...state, reply: event.reply, told: null };
    case 'told':
      return { ...state, told: event.told, reply: null };
    case 'key':
      return states.settle(reduceKey(quiet(state), event.key, event.extent));
  }
}

/** What was said of the last key is over with the next. */
function quiet(state: UiState): UiState {
  return state.reply === null && state.told === null ? state : { ...state, reply: null, told: null };
}

function reduceFeed(state: UiState, fresh: Snapshot, real: UiStatus): UiState {
  const { concealer, hides } = state;
  const named = withNames(fresh);
  const latest = hides ? concealer.snapshot(named) : named;
  const status = hides ? concealer.status(real) : real;
  const activity = latest === state.latest ? state.activity : noteActivity(state.activity, latest, status.state !== undefined);
  const quit = state.stopping && status.done ? 'stopped' : state.quit;
  // Of a device that has gone there is nothing to show, not even its name.
  const only = state.only !== null && latest.devices.some(({ id }) => id === state.only) ? state.only : null;
  const fed = { ...state, latest, status, activity, quit, only, ...hearing(state.status, status) };
  return state.frozen ? fed : states.settle({ ...fed, snapshot: latest });
}

/** Says in the last line that the engine has fallen silent or has gone, and that it answers again. */
function hearing(before: UiStatus, after: UiStatus): Pick<UiState, 'told' | 'reply'> | null {
  const how = (status: UiStatus): 'heard' | 'silent' | 'lost' =>
    status.heardMs === undefined ? 'heard' : status.state === 'lost' ? 'lost' : 'silent';
  const now = how(after);
  if (how(before) === now) return null;
  const at = after.heardMs === undefined ? '' : clockText(after.heardMs * 1e3);
  return { told: { key: `ui.told.${now}`, parameters: { at }, good: now === 'heard' }, reply: null };
}

function reduceKey(state: UiState, key: Key, extent: Extent): UiState {
  if (key.name === 'ctrl-c') return interrupt(state);
  if (state.mode.type !== 'browse') return reduceDialog(state, key);
  if (key.name === 'paste') return tell(state, 'ui.told.pasted');
  if (key.name === 'mouse') return state.mouse && extent.small !== true ? reduceMouse(state, key, extent) : state;
  const action = state.keys.actionOf(key, state.language);
  if (action === null) return state;
  if (extent.small !== true) return act(state, action, extent);
  if (action === 'quit') return quit(state);
  return SEEN_ON_CARD.includes(action) ? act(state, action, extent) : state;
}

/** What can be done where only a card is shown: nobody says or changes anything of rows that are out of sight. */
const SEEN_ON_CARD: readonly Action[] = ['freeze', 'language'];

/** First ends the capture and waits for what is left to be analysed; pressed again, leaves at once. */
function interrupt(state: UiState): UiState {
  if (!isLive(state.status) || state.stopping) return { ...state, quit: 'interrupt' };
  return { ...state, stopping: true, requests: [...state.requests, { type: 'stop' }] };
}

/** The wheel moves; a click on a name does what its key does; on a row, it puts the cursor there, and opens the one that has it. */
function reduceMouse(state: UiState, { button, line, column }: MouseKey, extent: Extent): UiState {
  const { content, page, list, targets = [] } = extent;
  if (button !== 'left') return move(state, button === 'wheel-up' ? -WHEEL_ROWS : WHEEL_ROWS, content, page);
  const target = targets.find(({ line: at, from, to }) => at === line && column >= from && column < to);
  if (target !== undefined) return 'tab' in target.does ? toTab(state, target.does.tab) : act(state, target.does.action, extent);
  const pane = states.paneOf(state);
  if (pane.type !== 'list' || list === undefined || line < list.line || line >= list.line + page) return state;
  const rows = states.paneRows(state, pane);
  const index = list.top + line - list.line;
  const clicked = rows[index];
  if (clicked === undefined) return state;
  if (states.cursorOf(rows, pane.position) === index) return open(state);
  return states.withPosition(state, { ...pane.position, id: clicked.id, index, top: list.top });
}
