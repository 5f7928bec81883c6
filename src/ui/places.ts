import type { DeviceId } from '../model/device.ts';
import { tell } from './asks.ts';
import { DEVICE_TABS, type DeviceTab } from './device-tab.ts';
import { isLive } from './feed.ts';
import { BROWSING } from './mode.ts';
import * as states from './state.ts';
import { SCREENS, type Screen, type UiState } from './state.ts';

/** Out of what is open, then out of a filter. Never out of the program. */
export function back(state: UiState): UiState {
  if (state.screen === 'help') return { ...state, screen: state.before };
  const pane = states.paneOf(state);
  if (pane.type === 'list' && pane.position.filter !== '') {
    const cleared = states.withPosition(state, states.unordered(pane.position, { filter: '' }));
    return isGrouped(state, 'inside') ? withGrouped(cleared, 'yes') : cleared;
  }
  if (state.path.length > 0) return { ...state, path: state.path.slice(0, -1) };
  return ONE_DEVICE.includes(state.screen) ? onlyDevice(state, null) : state;
}

/** Screens that can be restricted to one device. */
export const ONE_DEVICE: readonly Screen[] = ['destinations', 'findings', 'timeline'];

/** d: whose destinations, findings and events are shown. */
export function chooseDevice(state: UiState): UiState {
  if (state.path.length > 0 || !ONE_DEVICE.includes(state.screen)) return tell(state, 'ui.told.no-choice');
  const devices = deviceChoices(state);
  return { ...state, mode: { type: 'device', devices, index: Math.max(0, devices.indexOf(state.only)) } };
}

/** Null for all devices, then each in the order in which they came, the router of the network last. */
function deviceChoices({ snapshot }: UiState): readonly (DeviceId | null)[] {
  return [
    null,
    ...[...snapshot.devices].sort((a, b) => Number(a.gateway) - Number(b.gateway) || a.firstSeen - b.firstSeen).map(({ id }) => id),
  ];
}

/** The lists and the timeline with one device alone, or with all. Rows are sorted anew. */
export function onlyDevice(state: UiState, only: DeviceId | null): UiState {
  return only === state.only ? state : states.resorted({ ...state, only });
}

/** i: shows notes (findings that are no risk by themselves) among the findings, or leaves them out. */
export function toggleNotes(state: UiState): UiState {
  const told = tell(state, state.showsNotes ? 'ui.told.notes-hidden' : 'ui.told.notes-shown', {}, true);
  return states.resorted({ ...told, showsNotes: !state.showsNotes });
}

/** q: back from a detail; from a screen out of the program, after a question while frames still come in. */
export function leave(state: UiState): UiState {
  if (state.screen === 'help' || state.path.length > 0) return back(state);
  return quit(state);
}

/** Out of the program from wherever one is; while frames come in, after a question. */
export function quit(state: UiState): UiState {
  return isLive(state.status) ? { ...state, mode: { type: 'leave' } } : { ...state, mode: BROWSING, quit: 'key' };
}

/** A screen's own key shows that screen itself, sorted anew, whatever was open on it; help keeps what was open, to go back to it. */
export function toScreen(state: UiState, screen: Screen): UiState {
  if (screen === 'help') return state.screen === 'help' ? state : { ...state, screen, before: state.screen };
  const shown: UiState = { ...state, screen, before: screen, path: [] };
  const pane = states.paneOf(shown);
  return pane.type === 'list' ? states.withPosition(shown, states.unordered(pane.position)) : shown;
}

/** Help, or back from it to what was open. */
export function toggleHelp(state: UiState): UiState {
  return state.screen === 'help' ? back(state) : toScreen(state, 'help');
}

/** The next screen, or the next tab of a device. */
export function turn(state: UiState, by: number): UiState {
  if (states.detailOf(state)?.kind === 'device') return turnTab(state, by);
  return toScreen(state, SCREENS[(SCREENS.indexOf(state.screen) + by + SCREENS.length) % SCREENS.length]!);
}

/** A tab of the device that is open. */
export function toTab(state: UiState, tab: DeviceTab): UiState {
  const detail = states.detailOf(state);
  return detail?.kind === 'device' ? states.withDetail(state, { ...detail, tab, scroll: 0 }) : state;
}

/** The tab beside, of the device that is open. */
export function turnTab(state: UiState, by: number): UiState {
  const detail = states.detailOf(state);
  if (detail?.kind !== 'device') return state;
  const tab = DEVICE_TABS[(DEVICE_TABS.indexOf(detail.tab) + by + DEVICE_TABS.length) % DEVICE_TABS.length]!;
  return toTab(state, tab);
}

/** b: findings by rule, destinations by company, and back to each of them. */
export function toggleGroups(state: UiState): UiState {
  if (state.path.length > 0) return state;
  const grouped = withGrouped(state, isGrouped(state, 'yes') ? 'no' : 'yes');
  const pane = states.paneOf(grouped);
  return pane.type === 'list' ? states.withPosition(grouped, states.unordered(pane.position)) : grouped;
}

function isGrouped({ screen, grouped, path }: UiState, how: 'yes' | 'inside'): boolean {
  return path.length === 0 && (screen === 'findings' || screen === 'destinations') && grouped[screen] === how;
}

function withGrouped(state: UiState, how: 'no' | 'yes'): UiState {
  if (state.screen !== 'findings' && state.screen !== 'destinations') return state;
  return { ...state, grouped: { ...state.grouped, [state.screen]: how } };
}

/** /: the filter is typed. */
export function startFilter(state: UiState): UiState {
  const pane = states.paneOf(state);
  return pane.type === 'list' ? { ...state, mode: { type: 'filter', before: pane.position.filter } } : state;
}

/** c: which columns the list shows. */
export function chooseColumns(state: UiState): UiState {
  const pane = states.paneOf(state);
  return pane.type === 'list' ? { ...state, mode: { type: 'columns', kind: pane.kind, index: 0 } } : state;
}

/** Space: the picture stands still, and the capture does not; or the newest picture. */
export function freeze(state: UiState): UiState {
  return state.frozen ? { ...state, frozen: false, snapshot: state.latest } : { ...state, frozen: true };
}

/** L: the other language. */
export function turnLanguage(state: UiState): UiState {
  return { ...state, language: state.language === 'en' ? 'fr' : 'en' };
}
