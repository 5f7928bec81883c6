import { existsSync, rmSync, writeFileSync } from 'node:fs';
import type { Hands } from './hands.ts';
import type { JournalRecord } from './journal.ts';
import { surveyLinks, type Link } from './links.ts';
import { bootId, endProcesses, processesOf, waitFor } from './processes.ts';
import { startProfile, type RestoreValue, type StepId, type Undo } from './step.ts';

/** A program that was asked to end is given this long. */
const PATIENCE_MS = 5_000;
/** nmcli(1), exit status: it takes longer than waited for; activating failed; NetworkManager is not running; there is no such connection. */
const TIMEOUT = 3;
const NOT_ACTIVATED = 4;
const NOT_RUNNING = 8;
const NO_CONNECTION = 10;

/** What became of one undoing. */
export type Outcome =
  | { readonly outcome: 'undone' | 'not-needed' }
  /** Somebody has changed it since: it is left as it is. */
  | { readonly outcome: 'left'; readonly path: string; readonly value: string }
  | { readonly outcome: 'failed'; readonly reason: string };

/** An undoing with its step. */
export interface Undone {
  readonly step: StepId;
  readonly undo: Undo;
  readonly outcome: Outcome;
}

const UNDONE: Outcome = { outcome: 'undone' };
const NOT_NEEDED: Outcome = { outcome: 'not-needed' };

/**
 * Undoes what a journal names, the last first. All is tried, whatever fails. After a restart of the machine only what outlives one is
 * left to be undone: the rest is the kernel's, and what it is now somebody else has made.
 */
export async function undoAll(hands: Hands, { head, steps }: JournalRecord): Promise<Undone[]> {
  const sameStart = head.boot === bootId(hands);
  if (sameStart)
    await endHelpers(
      hands,
      head.token,
      steps.flatMap(({ undo }) => undo),
    );
  const done: Undone[] = [];
  for (const { step, undo } of [...steps].reverse()) {
    for (const each of undo) {
      if (!sameStart && each.lasts !== true) continue;
      done.push({ step, undo: each, outcome: await carryOut(hands, each, head.token) });
    }
  }
  return done;
}

/** Programs that `up` had just started when it was killed may still be at work: they end by themselves, or are ended. */
async function endHelpers(hands: Hands, token: string, undo: readonly Undo[]): Promise<void> {
  const marks = undo.flatMap((each) => (each.undo === 'end' ? [each.mark] : []));
  const helpers = () =>
    processesOf(hands, token).filter(({ command }) => !command.some((word) => marks.some((mark) => word.includes(mark))));
  if (!(await waitFor(() => helpers().length === 0, PATIENCE_MS))) await endProcesses(helpers, PATIENCE_MS);
}

async function carryOut(hands: Hands, undo: Undo, token: string): Promise<Outcome> {
  switch (undo.undo) {
    case 'run':
      return run(hands, undo.command);
    case 'remove-file':
      return removeFile(undo.path);
    case 'remove-table':
      return removeTable(hands, undo.table);
    case 'end':
      return end(hands, token, undo.mark);
    case 'restore':
      return restore(hands, undo);
    case 'forget-profile': {
      const { missing, status, stderr } = await hands.run('nmcli', ['--wait', '20', 'connection', 'delete', 'uuid', undo.uuid]);
      if (status === 0) return UNDONE;
      return missing || status === NO_CONNECTION || status === NOT_RUNNING ? NOT_NEEDED : failed(stderr);
    }
    case 'start-profile':
      return startAgain(hands, undo);
    default:
      return onLink(hands, undo);
  }
}

/** The network of the profile may be out of reach by now: NetworkManager was asked, and goes on trying. */
async function startAgain(hands: Hands, { uuid, wait }: Extract<Undo, { readonly undo: 'start-profile' }>): Promise<Outcome> {
  const [program, ...args] = startProfile(uuid, wait);
  const { missing, status, stderr } = await hands.run(program, args);
  if (!missing && (status === 0 || status === TIMEOUT || status === NOT_ACTIVATED)) return UNDONE;
  return missing || status === NO_CONNECTION || status === NOT_RUNNING ? NOT_NEEDED : failed(stderr);
}

async function onLink(hands: Hands, undo: Extract<Undo, { readonly link: string }>): Promise<Outcome> {
  const links = await surveyLinks(hands);
  if (links === null) return failed('ip address show');
  const link = links.find(({ name }) => name === undo.link);
  if (link === undefined) return NOT_NEEDED;
  const args = linkChange(undo, link);
  return args === null ? NOT_NEEDED : run(hands, ['ip', ...args]);
}

/** What `ip` has to be told; null where the interface is already as it was. */
function linkChange(undo: Extract<Undo, { readonly link: string }>, link: Link): string[] | null {
  switch (undo.undo) {
    case 'remove-link':
      return ['link', 'delete', 'dev', undo.link];
    case 'remove-address':
      return link.addresses.includes(undo.address) ? ['address', 'delete', undo.address, 'dev', undo.link] : null;
    case 'leave-bridge':
      return link.master === undo.bridge ? ['link', 'set', 'dev', undo.link, 'nomaster'] : null;
    case 'link-state':
      return link.up === undo.up ? null : ['link', 'set', 'dev', undo.link, undo.up ? 'up' : 'down'];
  }
}

async function run(hands: Hands, [program, ...args]: readonly [string, ...string[]]): Promise<Outcome> {
  const { missing, status, stderr } = await hands.run(program, args);
  if (missing) return failed(`${program}: ENOENT`);
  return status === 0 ? UNDONE : failed(stderr);
}

/** Removing what is not there is an error to nft; making it first is none, and both happen in one go. */
async function removeTable(hands: Hands, table: string): Promise<Outcome> {
  const there = await hands.run('nft', ['list', 'table', 'inet', table]);
  if (there.missing || there.status !== 0) return NOT_NEEDED;
  const { status, stderr } = await hands.run('nft', ['-f', '-'], { input: `table inet ${table}\ndelete table inet ${table}\n` });
  return status === 0 ? UNDONE : failed(stderr);
}

function removeFile(path: string): Outcome {
  if (!existsSync(path)) return NOT_NEEDED;
  try {
    rmSync(path);
    return UNDONE;
  } catch (error) {
    return failed(error instanceof Error ? error.message : '');
  }
}

async function end(hands: Hands, token: string, mark: string): Promise<Outcome> {
  const find = () => processesOf(hands, token).filter(({ command }) => command.some((word) => word.includes(mark)));
  if (find().length === 0) return NOT_NEEDED;
  return (await endProcesses(find, PATIENCE_MS)) ? UNDONE : failed(mark);
}

function restore(hands: Hands, { path, ours, before, along }: RestoreValue): Outcome {
  const value = hands.read(path)?.trim() ?? null;
  if (value === null || value === before) return NOT_NEEDED;
  if (value !== ours) return { outcome: 'left', path, value };
  try {
    writeFileSync(path, before);
    for (const other of along) if (existsSync(other.path)) writeFileSync(other.path, other.before);
    return UNDONE;
  } catch (error) {
    return failed(error instanceof Error ? error.message : path);
  }
}

function failed(reason: string): Outcome {
  return { outcome: 'failed', reason: reason.trim() };
}
