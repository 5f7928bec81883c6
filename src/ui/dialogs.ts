import { safeText } from '../language/safe-text.ts';
import { errand, prompt, request, reviewed } from './asks.ts';
import { COPY_MAX } from './clipboard.ts';
import { COLUMN_TITLES } from './columns.ts';
import { reduceCommand } from './command-line.ts';
import type { Key } from './keys.ts';
import { BROWSING, FILTER_MAX, LINE_MAX, type Mode, type Purpose } from './mode.ts';
import * as states from './state.ts';
import type { ListPane, UiState } from './state.ts';
import { typed } from './typing.ts';

/** The state after a key while something is asked. */
export function reduceDialog(state: UiState, key: Key): UiState {
  const { mode } = state;
  switch (mode.type) {
    case 'filter':
      return reduceFilter(state, key, mode.before);
    case 'prompt':
      return reducePrompt(state, key, mode);
    case 'leave':
      return reduceLeave(state, key);
    case 'columns':
      return reduceColumns(state, key, mode);
    case 'values':
      return reduceValues(state, key, mode);
    case 'command':
      return reduceCommand(state, key, mode.text);
    case 'browse':
      return state;
  }
}

/** The end of an exception as it was typed: a day (`2027-01-31`, to its end, UTC) or nothing. Undefined where it is neither. */
export function expiryOf(text: string): number | null | undefined {
  const typed = text.trim();
  if (typed === '') return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return undefined;
  const until = Date.parse(`${typed}T23:59:59Z`);
  // 2027-02-31 would be a day in March.
  return Number.isNaN(until) || new Date(until).toISOString().slice(0, 10) !== typed ? undefined : until;
}

function reducePrompt(state: UiState, key: Key, mode: Extract<Mode, { type: 'prompt' }>): UiState {
  if (key.name === 'escape') return { ...state, mode: BROWSING };
  if (key.name === 'enter') return accept(state, mode.purpose, mode.text.trim());
  const text = typed(mode.text, key, LINE_MAX);
  return text === mode.text ? state : { ...state, mode: { ...mode, text } };
}

/** What was typed, taken. An empty line takes a name away, and is nothing for a phase or a mark. */
function accept(state: UiState, purpose: Purpose, text: string): UiState {
  switch (purpose.what) {
    case 'name':
      return request(state, { type: 'name-device', device: purpose.device, name: text === '' ? null : text });
    case 'phase':
      return text === '' ? { ...state, mode: BROWSING } : request(state, { type: 'phase-start', name: text });
    case 'mark':
      return text === '' ? { ...state, mode: BROWSING } : request(state, { type: 'mark', text });
    case 'note':
      return reviewed(state, { ...about(purpose.finding), verdict: 'reviewed', reason: text === '' ? null : text, untilMs: null });
    case 'exception':
      // Nothing is accepted without a reason.
      return text === '' ? state : prompt(state, { what: 'expiry', finding: purpose.finding, reason: text }, '');
    case 'expiry': {
      const untilMs = expiryOf(text);
      if (untilMs === undefined) return state;
      return reviewed(state, { ...about(purpose.finding), verdict: 'exception', reason: purpose.reason, untilMs });
    }
  }
}

function about(finding: string): { readonly type: 'review'; readonly finding: string } {
  return { type: 'review', finding };
}

function reduceLeave(state: UiState, key: Key): UiState {
  const character = key.name === 'character' ? key.character : '';
  if (character === 's') return { ...request(state, { type: 'stop' }), stopping: true };
  if (character === 'd') return { ...state, mode: BROWSING, quit: 'detach' };
  return key.name === 'escape' || character === 'q' ? { ...state, mode: BROWSING } : state;
}

function reduceColumns(state: UiState, key: Key, mode: Extract<Mode, { type: 'columns' }>): UiState {
  const titles = COLUMN_TITLES[mode.kind];
  const to = (index: number): UiState => ({ ...state, mode: { ...mode, index: Math.max(0, Math.min(titles.length - 1, index)) } });
  const character = key.name === 'character' ? key.character : '';
  if (key.name === 'up' || character === 'k') return to(mode.index - 1);
  if (key.name === 'down' || character === 'j') return to(mode.index + 1);
  if (key.name === 'escape' || key.name === 'enter' || character === 'c' || character === 'q') return { ...state, mode: BROWSING };
  const title = titles[mode.index];
  if (character !== ' ' || title === undefined) return state;
  const hidden = state.hidden[mode.kind];
  const next = hidden.includes(title) ? hidden.filter((one) => one !== title) : [...hidden, title];
  return { ...state, hidden: { ...state.hidden, [mode.kind]: next } };
}

/** Enter, y or the number of a value takes it. */
function reduceValues(state: UiState, key: Key, mode: Extract<Mode, { type: 'values' }>): UiState {
  const { values, index } = mode;
  const to = (next: number): UiState => ({ ...state, mode: { ...mode, index: Math.max(0, Math.min(values.length - 1, next)) } });
  const character = key.name === 'character' ? key.character : '';
  if (key.name === 'up' || character === 'k') return to(index - 1);
  if (key.name === 'down' || character === 'j') return to(index + 1);
  if (key.name === 'escape' || character === 'q') return { ...state, mode: BROWSING };
  const chosen = key.name === 'enter' || character === 'y' ? index : /^[1-9]$/.test(character) ? Number(character) - 1 : -1;
  const value = values[chosen];
  return value === undefined ? state : errand(state, { type: 'copy', text: safeText(value.text, COPY_MAX) });
}

function reduceFilter(state: UiState, key: Key, before: string): UiState {
  const pane = states.paneOf(state);
  if (pane.type !== 'list') return { ...state, mode: BROWSING };
  const { filter } = pane.position;
  if (key.name === 'enter' || key.name === 'tab') return { ...state, mode: BROWSING };
  if (key.name === 'escape') return { ...withFilter(state, pane, before), mode: BROWSING };
  const next = typed(filter, key, FILTER_MAX);
  return next === filter ? state : withFilter(state, pane, next);
}

function withFilter(state: UiState, pane: ListPane, filter: string): UiState {
  return states.withPosition(state, states.unordered(pane.position, { filter, top: 0 }));
}
