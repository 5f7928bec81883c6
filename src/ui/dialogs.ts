import type { SessionCommand } from '../model/session-feed.ts';
import { catalogueOf } from './catalogue.ts';
import type { Key } from './keys.ts';
import { BROWSING, LINE_MAX, type Mode, type Purpose } from './mode.ts';
import { subjectOf } from './moves.ts';
import * as states from './state.ts';
import type { ListPane, UiState } from './state.ts';
import { COLUMN_TITLES } from './columns.ts';

/** What a filter may hold. */
const FILTER_MAX = 64;

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
    case 'browse':
      return state;
  }
}

/** p: ends the phase that is under way, else asks for the name of a new one. */
export function askPhase(state: UiState): UiState {
  if (typeof state.status.phase === 'string') return request(state, { type: 'phase-end' });
  return prompt(state, { what: 'phase' }, '');
}

/** m: asks for the text of a mark. */
export function askMark(state: UiState): UiState {
  return prompt(state, { what: 'mark' }, '');
}

/** R: asks for the name of the device that one is looking at. */
export function askName(state: UiState): UiState {
  const device = subjectDevice(state);
  if (device === null) return state;
  const name = state.snapshot.notes?.names.find((given) => given.device === device)?.name ?? '';
  return prompt(state, { what: 'name', device }, name);
}

/** a: reviewed; N: reviewed, with a note; x: a known exception, with its reason and end; u: takes a review away. */
export function review(state: UiState, key: 'a' | 'N' | 'x' | 'u'): UiState {
  const subject = subjectOf(state);
  if (subject?.kind !== 'finding') return state;
  const finding = subject.id;
  const known = catalogueOf(state.snapshot).reviews.get(finding);
  switch (key) {
    case 'a':
      return request(state, { type: 'review', finding, verdict: 'reviewed', reason: null, untilMs: null });
    case 'u':
      return request(state, { type: 'review', finding, verdict: null, reason: null, untilMs: null });
    case 'N':
      return prompt(state, { what: 'note', finding }, known?.reason ?? '');
    case 'x':
      return prompt(state, { what: 'exception', finding }, known?.reason ?? '');
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

function subjectDevice(state: UiState): Extract<Purpose, { what: 'name' }>['device'] | null {
  const subject = subjectOf(state);
  const { findings, destinations } = catalogueOf(state.snapshot);
  switch (subject?.kind) {
    case 'device':
      return subject.id;
    case 'destination':
      return destinations.get(subject.id)?.device ?? null;
    case 'finding':
      return findings.get(subject.id)?.device ?? null;
    default:
      return null;
  }
}

function prompt(state: UiState, purpose: Purpose, text: string): UiState {
  return { ...state, mode: { type: 'prompt', purpose, text } };
}

function request(state: UiState, command: SessionCommand): UiState {
  return { ...state, mode: BROWSING, requests: [...state.requests, command] };
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
      return reviewed(state, purpose.finding, 'reviewed', text === '' ? null : text, null);
    case 'exception':
      // Nothing is accepted without a reason.
      return text === '' ? state : prompt(state, { what: 'expiry', finding: purpose.finding, reason: text }, '');
    case 'expiry': {
      const untilMs = expiryOf(text);
      return untilMs === undefined ? state : reviewed(state, purpose.finding, 'exception', purpose.reason, untilMs);
    }
  }
}

function reviewed(
  state: UiState,
  finding: string,
  verdict: 'reviewed' | 'exception',
  reason: string | null,
  untilMs: number | null,
): UiState {
  return request(state, { type: 'review', finding, verdict, reason, untilMs });
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
  return states.withPosition(state, { ...pane.position, filter, top: 0, order: null });
}

/** A line after a key. */
function typed(text: string, key: Key, max: number): string {
  if (key.name === 'backspace') return [...text].slice(0, -1).join('');
  if (key.name === 'ctrl-u') return '';
  return key.name === 'character' && [...text].length < max ? text + key.character : text;
}
