import type { MessageKey, Parameters } from '../language/message.ts';
import type { SessionCommand } from '../model/session-feed.ts';
import { catalogueOf } from './catalogue.ts';
import { copyablesOf, wiresharkOf } from './copyables.ts';
import type { Errand } from './errand.ts';
import { BROWSING, type Purpose } from './mode.ts';
import { subjectOf } from './moves.ts';
import type { UiState } from './state.ts';

/** Reviews that can be taken back. */
const UNDO_MAX = 50;

type ReviewCommand = Extract<SessionCommand, { type: 'review' }>;

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
  if (state.hides) return tell(state, 'ui.told.hidden');
  const name = state.snapshot.notes?.names.find((given) => given.device === device)?.name ?? '';
  return prompt(state, { what: 'name', device }, name);
}

/** a: reviewed; N: reviewed, with a note; x: a known exception, with its reason and end. */
export function review(state: UiState, key: 'a' | 'N' | 'x'): UiState {
  const subject = subjectOf(state);
  if (subject?.kind !== 'finding') return state;
  const finding = subject.id;
  const reason = catalogueOf(state.snapshot).reviews.get(finding)?.reason ?? '';
  if (key === 'a') return reviewed(state, { type: 'review', finding, verdict: 'reviewed', reason: null, untilMs: null });
  return prompt(state, { what: key === 'N' ? 'note' : 'exception', finding }, reason);
}

/** u: takes the last review made from here back; where there is none, takes the review of the finding away that one is looking at. */
export function undo(state: UiState): UiState {
  const last = state.undo.at(-1);
  if (last !== undefined) return request({ ...state, undo: state.undo.slice(0, -1) }, last);
  const subject = subjectOf(state);
  if (subject?.kind !== 'finding') return tell(state, 'ui.told.no-undo');
  return request(state, { type: 'review', finding: subject.id, verdict: null, reason: null, untilMs: null });
}

/** Asks for a review, and remembers what there was before. */
export function reviewed(state: UiState, command: ReviewCommand): UiState {
  const { finding } = command;
  const known = catalogueOf(state.snapshot).reviews.get(finding);
  const { verdict = null, reason = null, untilMs = null } = known ?? {};
  const back: ReviewCommand = { type: 'review', finding, verdict, reason, untilMs };
  return request({ ...state, undo: [...state.undo, back].slice(-UNDO_MAX) }, command);
}

/** y, w: which value is taken elsewhere, or which way leads to Wireshark. */
export function askValue(state: UiState, what: 'copy' | 'wireshark'): UiState {
  if (state.hides) return tell(state, 'ui.told.hidden');
  const values = what === 'copy' ? copyablesOf(state) : wiresharkOf(state);
  if (values.length === 0) return tell(state, what === 'copy' ? 'ui.told.no-value' : 'ui.told.no-packets');
  return { ...state, mode: { type: 'values', what, values, index: 0 } };
}

/** V: what a rule masked was masked before it was kept, so there is nothing to reveal, and no picture pretends there were. */
export function explainMasks(state: UiState): UiState {
  return tell(state, 'ui.told.masked');
}

/** e: what the screen shows, as a file. */
export function save(state: UiState): UiState {
  return errand(state, { type: 'save' });
}

/** Says something in the last line, until the next key. */
export function tell(state: UiState, key: MessageKey, parameters: Parameters = {}, good = false): UiState {
  return { ...state, mode: BROWSING, told: { key, parameters, good } };
}

export function errand(state: UiState, one: Errand): UiState {
  return { ...state, mode: BROWSING, errands: [...state.errands, one] };
}

export function prompt(state: UiState, purpose: Purpose, text: string): UiState {
  return { ...state, mode: { type: 'prompt', purpose, text } };
}

export function request(state: UiState, command: SessionCommand): UiState {
  return { ...state, mode: BROWSING, requests: [...state.requests, command] };
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
