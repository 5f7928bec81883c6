import type { Snapshot } from '../model/snapshot.ts';
import { noteActivity } from './activity.ts';
import { askMark, askName, askPhase, askValue, explainMasks, review, save, undo } from './asks.ts';
import { reduceDialog } from './dialogs.ts';
import type { Told } from './errand.ts';
import { isLive, type UiStatus } from './feed.ts';
import type { Key, MouseKey, NamedKey } from './keys.ts';
import { toggleHiding } from './hiding.ts';
import { beside, move, open, reverseSort, takeNew, nextSort } from './moves.ts';
import { withNames } from './named.ts';
import {
  back,
  chooseColumns,
  freeze,
  leave,
  startFilter,
  toggleGroups,
  toggleHelp,
  toScreen,
  turn,
  turnLanguage,
  turnTab,
} from './places.ts';
import * as states from './state.ts';
import { SCREENS, type Reply, type UiState } from './state.ts';
import { backMax, ZOOM_MAX } from './timeline.ts';

/** How much there is to move in: the rows of the text (a list counts its own), and those that fit on the screen. */
export interface Extent {
  readonly content: number;
  readonly page: number;
  /** Where the rows of a list stand on the screen: the line of the first (0 is the top of the screen), and which row that is. */
  readonly list?: { readonly line: number; readonly top: number };
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

/** The digits of a French keyboard without shift, which give screens as the digits do; its 6 is the minus sign, which has its own meaning. */
const AZERTY = '&é"\'(\0è';

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
  const fed = { ...state, latest, status, activity, quit };
  return state.frozen ? fed : states.settle({ ...fed, snapshot: latest });
}

function reduceKey(state: UiState, key: Key, extent: Extent): UiState {
  if (key.name === 'ctrl-c') return interrupt(state);
  if (state.mode.type !== 'browse') return reduceDialog(state, key);
  if (key.name === 'mouse') return state.mouse ? reduceMouse(state, key, extent) : state;
  return key.name === 'character' ? reduceCharacter(state, key.character, extent) : reduceNamed(state, key.name, extent);
}

/** First ends the capture and waits for what is left to be analysed; pressed again, leaves at once. */
function interrupt(state: UiState): UiState {
  if (!isLive(state.status) || state.stopping) return { ...state, quit: 'interrupt' };
  return { ...state, stopping: true, requests: [...state.requests, { type: 'stop' }] };
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
      return aside(state, -1);
    case 'right':
      return aside(state, 1);
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

/** The wheel moves; a click puts the cursor on a row, and opens the one that has it. */
function reduceMouse(state: UiState, { button, line }: MouseKey, { content, page, list }: Extent): UiState {
  if (button !== 'left') return move(state, button === 'wheel-up' ? -WHEEL_ROWS : WHEEL_ROWS, content, page);
  const pane = states.paneOf(state);
  if (pane.type !== 'list' || list === undefined || line < list.line || line >= list.line + page) return state;
  const rows = states.paneRows(state, pane);
  const index = list.top + line - list.line;
  const clicked = rows[index];
  if (clicked === undefined) return state;
  if (states.cursorOf(rows, pane.position) === index) return open(state);
  return states.withPosition(state, { ...pane.position, id: clicked.id, index, top: list.top });
}

function reduceCharacter(state: UiState, character: string, { content, page }: Extent): UiState {
  const digit = '1234567'.indexOf(character);
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
    case '+':
    case '=':
      return zoom(state, 1);
    case '-':
      return zoom(state, -1);
    case '?':
      return toggleHelp(state);
    case ' ':
      return freeze(state);
    case 'L':
      return turnLanguage(state);
    case 'q':
      return leave(state);
    default:
      return reduceAction(state, character);
  }
}

/** Keys that ask for something, or change what a list shows. */
function reduceAction(state: UiState, character: string): UiState {
  switch (character) {
    case '/':
    case 'f':
      return startFilter(state);
    case 's':
      return nextSort(state);
    case 'S':
      return reverseSort(state);
    case 'n':
      return takeNew(state);
    case 'c':
      return chooseColumns(state);
    case 'b':
      return toggleGroups(state);
    case 'p':
      return askPhase(state);
    case 'm':
      return askMark(state);
    case 'R':
      return askName(state);
    case 'a':
    case 'N':
    case 'x':
      return review(state, character);
    case 'u':
      return undo(state);
    case 'e':
      return save(state);
    case 'y':
      return askValue(state, 'copy');
    case 'w':
      return askValue(state, 'wireshark');
    case 'r':
      return toggleHiding(state);
    case 'V':
      return explainMasks(state);
    case ':':
      return { ...state, mode: { type: 'command', text: '', wrong: false } };
    default:
      return state;
  }
}

function aside(state: UiState, by: number): UiState {
  if (states.detailOf(state)?.kind === 'device') return turnTab(state, by);
  if (state.screen === 'timeline' && state.path.length === 0) {
    const { zoom: halvings, back } = state.timeline;
    return { ...state, timeline: { zoom: halvings, back: Math.max(0, Math.min(backMax(halvings), back - by)) } };
  }
  return beside(state, by);
}

/** The middle of the window stays where it is, as far as it can. */
function zoom(state: UiState, by: number): UiState {
  if (state.screen !== 'timeline' || state.path.length > 0) return state;
  const before = state.timeline;
  const halvings = Math.max(0, Math.min(ZOOM_MAX, before.zoom + by));
  if (halvings === before.zoom) return state;
  const back = by > 0 ? (before.back + 1) * 2 - 1 : Math.floor(before.back / 2);
  return { ...state, timeline: { zoom: halvings, back: Math.max(0, Math.min(backMax(halvings), before.back === 0 ? 0 : back)) } };
}
