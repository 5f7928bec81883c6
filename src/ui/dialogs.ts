import { safeText } from '../language/safe-text.ts';
import { errand, prompt, request, revised } from './asks.ts';
import { COPY_MAX } from './clipboard.ts';
import { COLUMN_TITLES } from './columns.ts';
import { reduceCommand } from './command-line.ts';
import type { Key } from './keys.ts';
import { BROWSING, FILTER_MAX, LINE_MAX, type Mode, type Purpose } from './mode.ts';
import { onlyDevice } from './places.ts';
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
    case 'device':
      return reduceDevice(state, key, mode);
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
      return revised(state, { type: 'name-device', device: purpose.device, name: text === '' ? null : text });
    case 'phase':
      return text === '' ? { ...state, mode: BROWSING } : request(state, { type: 'phase-start', name: text });
    case 'mark':
      return text === '' ? { ...state, mode: BROWSING } : request(state, { type: 'mark', text });
    case 'note':
      return revised(state, { ...about(purpose.finding), verdict: 'reviewed', reason: text === '' ? null : text, untilMs: null });
    case 'exception':
      // Nothing is accepted without a reason.
      return text === '' ? state : prompt(state, { what: 'expiry', finding: purpose.finding, reason: text }, '');
    case 'expiry': {
      const untilMs = expiryOf(text);
      if (untilMs === undefined) return state;
      return revised(state, { ...about(purpose.finding), verdict: 'exception', reason: purpose.reason, untilMs });
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
  const next = chosen(state, key, mode.index, titles.length);
  if (next !== null) return { ...state, mode: { ...mode, index: next } };
  const does = state.keys.actionOf(key, state.language);
  if (key.name === 'escape' || key.name === 'enter' || does === 'columns' || does === 'quit') return { ...state, mode: BROWSING };
  const title = titles[mode.index];
  if (key.name !== 'character' || key.character !== ' ' || title === undefined) return state;
  const hidden = state.hidden[mode.kind];
  const left = hidden.includes(title) ? hidden.filter((one) => one !== title) : [...hidden, title];
  return { ...state, hidden: { ...state.hidden, [mode.kind]: left } };
}

function reduceDevice(state: UiState, key: Key, mode: Extract<Mode, { type: 'device' }>): UiState {
  const next = chosen(state, key, mode.index, mode.devices.length);
  if (next !== null) return { ...state, mode: { ...mode, index: next } };
  if (leaves(state, key)) return { ...state, mode: BROWSING };
  return key.name === 'enter' ? { ...onlyDevice(state, mode.devices[mode.index] ?? null), mode: BROWSING } : state;
}

/** Enter, the key that asked or the number of a value takes it. */
function reduceValues(state: UiState, key: Key, mode: Extract<Mode, { type: 'values' }>): UiState {
  const { values, index, what } = mode;
  const next = chosen(state, key, index, values.length);
  if (next !== null) return { ...state, mode: { ...mode, index: next } };
  if (leaves(state, key)) return { ...state, mode: BROWSING };
  const digit = key.name === 'character' && /^[1-9]$/.test(key.character) ? Number(key.character) - 1 : -1;
  const taken = key.name === 'enter' || state.keys.actionOf(key, state.language) === what ? index : digit;
  const value = values[taken];
  return value === undefined ? state : errand(state, { type: 'copy', text: safeText(value.text, COPY_MAX) });
}

/** Rows that a page of a choice moves. */
const PAGE_ROWS = 10;

/** The row of a choice that a key leads to; null for a key that leads to none. */
function chosen({ keys, language }: UiState, key: Key, index: number, length: number): number | null {
  const to = (next: number): number => Math.max(0, Math.min(length - 1, next));
  switch (keys.actionOf(key, language)) {
    case 'up':
      return to(index - 1);
    case 'down':
      return to(index + 1);
    case 'page-up':
    case 'half-page-up':
      return to(index - PAGE_ROWS);
    case 'page-down':
    case 'half-page-down':
      return to(index + PAGE_ROWS);
    case 'first':
      return 0;
    case 'last':
      return to(length - 1);
    default:
      return null;
  }
}

/** Escape always leaves a choice, and so does what quits. */
function leaves({ keys, language }: UiState, key: Key): boolean {
  return key.name === 'escape' || keys.actionOf(key, language) === 'quit';
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
