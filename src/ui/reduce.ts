import type { Snapshot } from '../model/snapshot.ts';
import { noteActivity } from './activity.ts';
import { askMark, askName, askPhase, reduceDialog, review } from './dialogs.ts';
import { isLive, type UiStatus } from './feed.ts';
import type { Key, NamedKey } from './keys.ts';
import { beside, move, open, reverseSort, takeNew, nextSort } from './moves.ts';
import { withNames } from './named.ts';
import * as states from './state.ts';
import { DEVICE_TABS, SCREENS, type Reply, type Screen, type UiState } from './state.ts';
import { backMax, ZOOM_MAX } from './timeline.ts';

/** How much there is to move in: the rows of the text (a list counts its own), and those that fit on the screen. */
export interface Extent {
  readonly content: number;
  readonly page: number;
}

export type UiEvent =
  | { readonly type: 'key'; readonly key: Key; readonly extent: Extent }
  | { readonly type: 'resize'; readonly columns: number; readonly rows: number }
  | { readonly type: 'feed'; readonly snapshot: Snapshot; readonly status: UiStatus }
  /** The requests were handed on. */
  | { readonly type: 'sent' }
  | { readonly type: 'reply'; readonly reply: Reply };

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
      return { ...state, requests: [] };
    case 'reply':
      return { ...state, reply: event.reply };
    case 'key':
      return states.settle(reduceKey(state.reply === null ? state : { ...state, reply: null }, event.key, event.extent));
  }
}

function reduceFeed(state: UiState, fresh: Snapshot, status: UiStatus): UiState {
  const latest = withNames(fresh);
  const activity = latest === state.latest ? state.activity : noteActivity(state.activity, latest, status.state !== undefined);
  const quit = state.stopping && status.done ? 'stopped' : state.quit;
  const fed = { ...state, latest, status, activity, quit };
  return state.frozen ? fed : states.settle({ ...fed, snapshot: latest });
}

function reduceKey(state: UiState, key: Key, extent: Extent): UiState {
  if (key.name === 'ctrl-c') return interrupt(state);
  if (state.mode.type !== 'browse') return reduceDialog(state, key);
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
      return state.frozen ? { ...state, frozen: false, snapshot: state.latest } : { ...state, frozen: true };
    case 'L':
      return { ...state, language: state.language === 'en' ? 'fr' : 'en' };
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
    case 'u':
      return review(state, character);
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

/** Out of what is open, then out of a filter. Never out of the program. */
function back(state: UiState): UiState {
  if (state.screen === 'help') return { ...state, screen: state.before };
  const pane = states.paneOf(state);
  if (pane.type === 'list' && pane.position.filter !== '') {
    const cleared = states.withPosition(state, { ...pane.position, filter: '', order: null });
    return isGrouped(state, 'inside') ? withGrouped(cleared, 'yes') : cleared;
  }
  return state.path.length > 0 ? { ...state, path: state.path.slice(0, -1) } : state;
}

/** q: back from a detail; from a screen out of the program, after a question while frames still come in. */
function leave(state: UiState): UiState {
  if (state.screen === 'help' || state.path.length > 0) return back(state);
  return isLive(state.status) ? { ...state, mode: { type: 'leave' } } : { ...state, quit: 'key' };
}

/** A screen's own key shows that screen itself, sorted anew, whatever was open on it; help keeps what was open, to go back to it. */
function toScreen(state: UiState, screen: Screen): UiState {
  if (screen === 'help') return state.screen === 'help' ? state : { ...state, screen, before: state.screen };
  const shown: UiState = { ...state, screen, before: screen, path: [] };
  const pane = states.paneOf(shown);
  return pane.type === 'list' ? states.withPosition(shown, { ...pane.position, order: null }) : shown;
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

/** b: findings by rule, destinations by company, and back to each of them. */
function toggleGroups(state: UiState): UiState {
  if (state.path.length > 0) return state;
  const grouped = withGrouped(state, isGrouped(state, 'yes') ? 'no' : 'yes');
  const pane = states.paneOf(grouped);
  return pane.type === 'list' ? states.withPosition(grouped, { ...pane.position, order: null }) : grouped;
}

function isGrouped({ screen, grouped, path }: UiState, how: 'yes' | 'inside'): boolean {
  return path.length === 0 && (screen === 'findings' || screen === 'destinations') && grouped[screen] === how;
}

function withGrouped(state: UiState, how: 'no' | 'yes'): UiState {
  if (state.screen !== 'findings' && state.screen !== 'destinations') return state;
  return { ...state, grouped: { ...state.grouped, [state.screen]: how } };
}

function startFilter(state: UiState): UiState {
  const pane = states.paneOf(state);
  return pane.type === 'list' ? { ...state, mode: { type: 'filter', before: pane.position.filter } } : state;
}

function chooseColumns(state: UiState): UiState {
  const pane = states.paneOf(state);
  return pane.type === 'list' ? { ...state, mode: { type: 'columns', kind: pane.kind, index: 0 } } : state;
}
