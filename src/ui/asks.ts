import type { MessageKey, Parameters } from '../language/message.ts';
import type { SessionCommand } from '../model/session-feed.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { catalogueOf } from './catalogue.ts';
import { copyablesOf, wiresharkOf } from './copyables.ts';
import type { Errand } from './errand.ts';
import { BROWSING, type Purpose } from './mode.ts';
import { subjectOf } from './moves.ts';
import type { UiState } from './state.ts';

/** What can be taken back, at most. */
const UNDO_MAX = 50;

/** What people say of findings and devices: all of it can be taken back. */
type RevisionCommand = Extract<SessionCommand, { type: 'review' | 'name-device' | 'exclude-device' }>;

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
  if (device === null) return tell(state, 'ui.told.no-device');
  if (state.hides) return tell(state, 'ui.told.hidden');
  return prompt(state, { what: 'name', device }, givenName(state.snapshot, device) ?? '');
}

/** a: reviewed, or no longer; N: reviewed, with a note. */
export function review(state: UiState, how: 'reviewed' | 'note'): UiState {
  const subject = subjectOf(state);
  if (subject?.kind !== 'finding') return tell(state, 'ui.told.no-finding');
  const finding = subject.id;
  const known = catalogueOf(state.snapshot).reviews.get(finding);
  if (how === 'note') return prompt(state, { what: 'note', finding }, known?.reason ?? '');
  const verdict = known?.verdict === 'reviewed' ? null : 'reviewed';
  return revised(state, { type: 'review', finding, verdict, reason: null, untilMs: null });
}

/** x: a finding becomes a known exception, with its reason and end; a device is left out, or taken back in. */
export function exclude(state: UiState): UiState {
  const subject = subjectOf(state);
  const { reviews, excluded } = catalogueOf(state.snapshot);
  if (subject?.kind === 'finding') return prompt(state, { what: 'exception', finding: subject.id }, reviews.get(subject.id)?.reason ?? '');
  if (subject?.kind !== 'device') return tell(state, 'ui.told.no-exclude');
  if (state.hides) return tell(state, 'ui.told.hidden');
  return revised(state, { type: 'exclude-device', device: subject.id, excluded: !excluded.has(subject.id) });
}

/** u: takes back what was last said of a finding or device from here. */
export function undo(state: UiState): UiState {
  const last = state.undo.at(-1);
  if (last === undefined) return tell(state, 'ui.told.no-undo');
  return request({ ...state, undo: state.undo.slice(0, -1) }, last);
}

/** Asks for something to be said of a finding or device, and remembers what was said of it before. */
export function revised(state: UiState, command: RevisionCommand): UiState {
  return request({ ...state, undo: [...state.undo, inverseOf(state, command)].slice(-UNDO_MAX) }, command);
}

function inverseOf({ snapshot }: UiState, command: RevisionCommand): RevisionCommand {
  switch (command.type) {
    case 'review': {
      const { verdict = null, reason = null, untilMs = null } = catalogueOf(snapshot).reviews.get(command.finding) ?? {};
      return { ...command, verdict, reason, untilMs };
    }
    case 'name-device':
      return { ...command, name: givenName(snapshot, command.device) };
    case 'exclude-device':
      return { ...command, excluded: !command.excluded };
  }
}

function givenName({ notes }: Snapshot, device: string): string | null {
  return notes?.names.find((given) => given.device === device)?.name ?? null;
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
