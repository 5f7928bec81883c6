import type { Action } from './actions.ts';
import { askMark, askName, askPhase, askValue, exclude, explainMasks, review, save, undo } from './asks.ts';
import { toggleHiding } from './hiding.ts';
import type { Extent } from './reduce.ts';
import { beside, move, nextSort, open, reverseSort, takeNew } from './moves.ts';
import {
  back,
  chooseColumns,
  chooseDevice,
  freeze,
  leave,
  startFilter,
  toggleGroups,
  toggleHelp,
  toggleNotes,
  toScreen,
  turn,
  turnLanguage,
  turnTab,
} from './places.ts';
import * as states from './state.ts';
import type { UiState } from './state.ts';
import { backMax, ZOOM_MAX } from './timeline.ts';

type Deed = (state: UiState, extent: Extent) => UiState;

/** What each action does. Drawing anew and suspending are done by what runs the screens. */
const DEEDS: Readonly<Record<Action, Deed>> = {
  up: (state, { content, page }) => move(state, -1, content, page),
  down: (state, { content, page }) => move(state, 1, content, page),
  'page-up': (state, { content, page }) => move(state, -page, content, page),
  'page-down': (state, { content, page }) => move(state, page, content, page),
  'half-page-up': (state, { content, page }) => move(state, -Math.ceil(page / 2), content, page),
  'half-page-down': (state, { content, page }) => move(state, Math.ceil(page / 2), content, page),
  first: (state, { content, page }) => move(state, -Infinity, content, page),
  last: (state, { content, page }) => move(state, Infinity, content, page),
  left: (state) => aside(state, -1),
  right: (state) => aside(state, 1),
  'previous-tab': (state) => turnTab(state, -1),
  'next-tab': (state) => turnTab(state, 1),
  'next-screen': (state) => turn(state, 1),
  'previous-screen': (state) => turn(state, -1),
  open,
  back,
  dashboard: (state) => toScreen(state, 'dashboard'),
  devices: (state) => toScreen(state, 'devices'),
  destinations: (state) => toScreen(state, 'destinations'),
  findings: (state) => toScreen(state, 'findings'),
  timeline: (state) => toScreen(state, 'timeline'),
  coverage: (state) => toScreen(state, 'coverage'),
  help: toggleHelp,
  filter: startFilter,
  sort: nextSort,
  reverse: reverseSort,
  new: takeNew,
  group: toggleGroups,
  columns: chooseColumns,
  notes: toggleNotes,
  device: chooseDevice,
  'zoom-in': (state) => zoom(state, 1),
  'zoom-out': (state) => zoom(state, -1),
  mark: askMark,
  phase: askPhase,
  name: askName,
  review: (state) => review(state, 'reviewed'),
  note: (state) => review(state, 'note'),
  exclude,
  undo,
  save,
  copy: (state) => askValue(state, 'copy'),
  wireshark: (state) => askValue(state, 'wireshark'),
  hide: toggleHiding,
  reveal: explainMasks,
  command: (state) => ({ ...state, mode: { type: 'command', text: '', wrong: false } }),
  freeze,
  language: turnLanguage,
  redraw: (state) => state,
  suspend: (state) => state,
  quit: leave,
};

/** The state after an action. */
export function act(state: UiState, action: Action, extent: Extent): UiState {
  return DEEDS[action](state, extent);
}

/** To the tab beside, to another time, or to the thing beside the one that is open. */
function aside(state: UiState, by: number): UiState {
  if (states.detailOf(state)?.kind === 'device') return turnTab(state, by);
  if (state.screen === 'timeline' && state.path.length === 0) {
    const { zoom: halvings, back: windows } = state.timeline;
    return { ...state, timeline: { zoom: halvings, back: Math.max(0, Math.min(backMax(halvings), windows - by)) } };
  }
  return beside(state, by);
}

/** The middle of the window stays where it is, as far as it can. */
function zoom(state: UiState, by: number): UiState {
  if (state.screen !== 'timeline' || state.path.length > 0) return state;
  const before = state.timeline;
  const halvings = Math.max(0, Math.min(ZOOM_MAX, before.zoom + by));
  if (halvings === before.zoom) return state;
  const windows = by > 0 ? (before.back + 1) * 2 - 1 : Math.floor(before.back / 2);
  return { ...state, timeline: { zoom: halvings, back: Math.max(0, Math.min(backMax(halvings), before.back === 0 ? 0 : windows)) } };
}
