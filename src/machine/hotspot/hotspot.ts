import { randomBytes, randomUUID } from 'node:crypto';
import { carryOut, type StepFailure } from './carry-out.ts';
import type { Hands } from './hands.ts';
import { forgetBeginnings, forgetJournal, Journal, readJournal, type JournalHead, type JournalRecord } from './journal.ts';
import { plan, type Plan, type PlanParts } from './plan.ts';
import { bootId, startOf } from './processes.ts';
import type { HotspotRequest, Refusal } from './settings.ts';
import { refusal } from './settle.ts';
import { survey } from './survey.ts';
import { undoAll, type Undone } from './undo.ts';

/** What switches a hotspot off and undoes all, where its files lie in the usual place. */
export const DOWN = 'sudo mouchard hotspot down';

/** The machine and the place of our files. */
export interface HotspotParts {
  readonly hands: Hands;
  /** The folder of our files. */
  readonly folder: string;
}

/** How switching on ended. */
export type SwitchedOn =
  | { readonly result: 'on'; readonly record: JournalRecord }
  | { readonly result: 'refused'; readonly refusal: Refusal }
  /** A step failed, or the user stopped: all before it was undone. */
  | { readonly result: 'failed'; readonly failure: StepFailure | null; readonly undone: readonly Undone[] };

/** How switching off ended. */
export type SwitchedOff =
  | { readonly result: 'nothing' }
  | { readonly result: 'refused'; readonly refusal: Refusal }
  | { readonly result: 'off'; readonly undone: readonly Undone[] };

/** Looks at the machine and plans. Changes nothing. */
export async function planHotspot(
  request: HotspotRequest,
  { hands, folder }: HotspotParts,
  timeServer: PlanParts['timeServer'],
): Promise<Plan | Refusal> {
  const taken = standing(readJournal(folder), hands);
  if (taken !== null) return taken;
  const read = (path: string): string | null => hands.read(path)?.trim() ?? null;
  return plan(request, await survey(hands), { folder, timeServer, uuid: randomUUID(), random: randomBytes(5), read });
}

/** Carries a plan out; what was done is undone where it fails or is stopped. `since`: now, in ISO 8601; `own`: the number of this process. */
export async function switchOn(
  { settings, steps }: Plan,
  { hands, folder }: HotspotParts,
  { since, own, signal }: { readonly since: string; readonly own: number; readonly signal: AbortSignal },
): Promise<SwitchedOn> {
  if (hands.user !== 0) return { result: 'refused', refusal: refusal('not-root') };
  const head: JournalHead = {
    version: 1,
    token: randomBytes(16).toString('hex'),
    boot: bootId(hands),
    process: { id: own, started: startOf(hands, own) ?? '' },
    since,
    settings,
  };
  let journal: Journal | null;
  try {
    journal = Journal.begin(folder, head);
  } catch (error) {
    return { result: 'refused', refusal: refusal('journal', { path: folder, reason: error instanceof Error ? error.message : '' }) };
  }
  if (journal === null) return { result: 'refused', refusal: standing(readJournal(folder), hands) ?? refusal('changing', { process: 0 }) };
  const failure = await carryOut(hands, steps, journal, head.token, signal);
  journal.close();
  const record = readJournal(folder) as JournalRecord;
  if (failure === null) return { result: 'on', record };
  return { result: 'failed', failure: failure === 'stopped' ? null : failure, undone: await undoAndForget(hands, folder, record) };
}

/** Undoes what the journal names. May be called at any time, as often as wanted. */
export async function switchOff({ hands, folder }: HotspotParts): Promise<SwitchedOff> {
  const record = readJournal(folder);
  if (record === 'forbidden' || (hands.user !== 0 && record !== null)) return { result: 'refused', refusal: refusal('not-root') };
  // One may be about to be switched on: its journal is not there yet, and must stay where it comes.
  if (record === null && hands.user === 0) forgetBeginnings(folder, aliveBy(hands));
  // The first line is on the disk before anything is changed.
  if (record === 'damaged' && hands.user === 0) forgetJournal(folder, aliveBy(hands));
  if (record === null || record === 'damaged') return { result: 'nothing' };
  const busy = changing(record, hands);
  if (busy !== null) return { result: 'refused', refusal: busy };
  return { result: 'off', undone: await undoAndForget(hands, folder, record) };
}

/** Why none can be switched on beside what stands already; null where nothing stands. */
function standing(record: ReturnType<typeof readJournal>, hands: Hands): Refusal | null {
  if (record === null) return null;
  if (record === 'forbidden') return refusal('not-root');
  if (record === 'damaged') return refusal('left-over', {}, DOWN);
  const busy = changing(record, hands);
  if (busy !== null) return busy;
  const whole = record.complete && record.head.boot === bootId(hands);
  return refusal(whole ? 'already-up' : 'left-over', {}, DOWN);
}

const aliveBy =
  (hands: Hands) =>
  (process: number): boolean =>
    startOf(hands, process) !== null;

/** Another process is still at it. */
function changing({ head, complete }: JournalRecord, hands: Hands): Refusal | null {
  const { id, started } = head.process;
  const alive = !complete && head.boot === bootId(hands) && startOf(hands, id) === started;
  return alive ? refusal('changing', { process: id }) : null;
}

/** The journal stays where something could not be undone, so that it can be tried again. */
async function undoAndForget(hands: Hands, folder: string, record: JournalRecord): Promise<readonly Undone[]> {
  const undone = await undoAll(hands, record);
  if (!undone.some(({ outcome }) => outcome.outcome === 'failed')) forgetJournal(folder, aliveBy(hands));
  return undone;
}
