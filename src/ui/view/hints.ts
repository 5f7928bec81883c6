import type { MessageKey } from '../../language/message.ts';
import type { SafeText } from '../../language/safe-text.ts';
import type { Action } from '../actions.ts';
import { catalogueOf } from '../catalogue.ts';
import { isLive } from '../feed.ts';
import { firstKeys } from '../key-labels.ts';
import { ONE_DEVICE } from '../places.ts';
import type { Show } from '../show.ts';
import { SORTS } from '../sorts.ts';
import { detailOf, paneOf, type Detail, type Pane, type UiState } from '../state.ts';

/** Keys that matter where one is, and what they do there. A click on it does what the first of its actions does. */
export interface Hint {
  readonly keys: SafeText;
  readonly meaning: MessageKey;
  readonly action: Action;
}

type Wanted = readonly [MessageKey, Action, ...Action[]];

/** Lists that can be shown by group, and those groups. */
const GROUPED: readonly string[] = ['findings', 'rules', 'destinations', 'companies'];

/** The keys that matter where one is, the most telling first. Those that nothing was left for are not named. */
export function hintsOf(state: UiState, show: Show): readonly Hint[] {
  const pane = paneOf(state);
  const detail = detailOf(state);
  const wanted = [
    ...moving(state, pane, detail),
    ...saying(state, pane, detail),
    ...looking(state, pane, detail),
    ...always(state, detail),
  ];
  return wanted.flatMap(([meaning, ...actions]) => {
    const keys = firstKeys(state.keys, actions, show);
    return keys === null ? [] : [{ keys, meaning, action: actions[0] }];
  });
}

/** Where one can go from here. */
function moving(state: UiState, pane: Pane, detail: Detail | null): readonly Wanted[] {
  const wanted: Wanted[] = [];
  if (pane.type === 'text') wanted.push(['ui.hint.scroll', 'up', 'down']);
  else if (pane.position.order?.length !== 0) wanted.push(['ui.hint.open', 'open']);
  if (detail?.kind === 'device') wanted.push(['ui.hint.tabs', 'previous-tab', 'next-tab']);
  else if (detail !== null) wanted.push(['ui.hint.beside', 'left', 'right']);
  if (detail !== null || state.screen === 'help') wanted.push(['ui.hint.back', 'back']);
  wanted.push(['ui.hint.help', 'help']);
  if (detail === null && state.screen !== 'help') wanted.push(['ui.quit', 'quit']);
  return wanted;
}

/** What can be said of what one is looking at, where there is somebody who keeps it. */
function saying(state: UiState, pane: Pane, detail: Detail | null): readonly Wanted[] {
  const wanted: Wanted[] = [];
  const list = pane.type === 'list' && pane.position.order?.length !== 0 ? pane.kind : null;
  const kind = detail !== null && pane.type === 'text' ? detail.kind : list;
  if (state.asks && (kind === 'finding' || kind === 'findings')) wanted.push(['ui.hint.review', 'review'], ['ui.hint.exception', 'exclude'], ['ui.hint.note', 'note']); // prettier-ignore
  if (state.asks && (kind === 'device' || kind === 'devices')) wanted.push(['ui.hint.name', 'name'], [leftOut(state) ? 'ui.hint.include' : 'ui.hint.exclude', 'exclude']); // prettier-ignore
  if (state.undo.length > 0) wanted.push(['ui.hint.undo', 'undo']);
  if (isLive(state.status)) wanted.push(['ui.hint.mark', 'mark'], ['ui.hint.phase', 'phase']);
  return wanted;
}

/** True where the device that one is looking at was left out. */
function leftOut(state: UiState): boolean {
  const detail = detailOf(state);
  const pane = paneOf(state);
  const id = detail?.kind === 'device' ? detail.id : pane.type === 'list' ? (pane.position.id ?? pane.position.order?.[0]) : undefined;
  return id !== undefined && catalogueOf(state.snapshot).excluded.has(id);
}

/** Other ways to see the same. */
function looking(state: UiState, pane: Pane, detail: Detail | null): readonly Wanted[] {
  const wanted: Wanted[] = [];
  const list = pane.type === 'list' ? pane.kind : null;
  if (list === 'timeline') wanted.push(['ui.hint.zoom', 'zoom-in', 'zoom-out'], ['ui.hint.along', 'left', 'right']);
  if (detail === null && ONE_DEVICE.includes(state.screen)) wanted.push(['ui.hint.device', 'device']);
  if (detail === null && list !== null && GROUPED.includes(list)) wanted.push(['ui.hint.group', 'group']);
  if (list !== null) wanted.push(['ui.hint.filter', 'filter']);
  if (list !== null && SORTS[list].length > 1) wanted.push(['ui.hint.sort', 'sort']);
  if (list === 'findings' || list === 'rules') wanted.push([state.showsNotes ? 'ui.hint.no-notes' : 'ui.hint.notes', 'notes']);
  if (list === 'findings' || (list === null && detail?.kind === 'finding')) wanted.push(['ui.hint.wireshark', 'wireshark']);
  return wanted;
}

/** What can be done nearly everywhere. */
function always(state: UiState, detail: Detail | null): readonly Wanted[] {
  const wanted: Wanted[] = [];
  if (state.hides) wanted.push(['ui.hint.show', 'hide']);
  wanted.push([state.frozen ? 'ui.hint.resume' : 'ui.hint.freeze', 'freeze']);
  if (state.screen !== 'help') wanted.push(['ui.hint.save', 'save'], ['ui.hint.copy', 'copy']);
  if (!state.hides) wanted.push(['ui.hint.hide', 'hide']);
  if (detail === null && paneOf(state).type === 'list') wanted.push(['ui.hint.columns', 'columns']);
  wanted.push(['ui.hint.command', 'command']);
  return wanted;
}
