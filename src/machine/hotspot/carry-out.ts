import { spawn } from 'node:child_process';
import { openSync, closeSync, writeFileSync, fchmodSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseAddress } from '../../bytes/address.ts';
import { makeFolders } from './folders.ts';
import type { Hands } from './hands.ts';
import type { Journal } from './journal.ts';
import { TOKEN_VARIABLE, waitFor } from './processes.ts';
import { shownCommand, type Action, type Command, type Ready, type Step } from './step.ts';

/** A program that goes to the background has this long until it must do its work. */
const READY_MS = 15_000;
/** Lines of what a program said that are handed on. */
const LINES_MAX = 8;

/** A step that could not be carried out: which, and in whose words. */
export interface StepFailure {
  readonly step: Step;
  /** The command or the file. */
  readonly what: string;
  /** What the program or the system said of it, by lines. */
  readonly said: readonly string[];
}

/**
 * Carries out the steps in order; each is in the journal before it begins. Ends at the first that fails, or once `signal` is aborted
 * (then `stopped`). Undoes nothing.
 */
export async function carryOut(
  hands: Hands,
  steps: readonly Step[],
  journal: Journal,
  token: string,
  signal: AbortSignal,
): Promise<StepFailure | 'stopped' | null> {
  for (const step of steps) {
    if (signal.aborted) return 'stopped';
    const { id, parameters, undo, action } = step;
    journal.step({ step: id, parameters, undo });
    const said = await act(hands, action, token);
    if (signal.aborted) return 'stopped';
    if (said !== null) return { step, what: whatOf(action), said };
  }
  journal.complete();
  return null;
}

/** The command or the file of an action. */
function whatOf(action: Action): string {
  return action.do === 'run' || action.do === 'start' ? shownCommand(action.command) : action.path;
}

/** Null where it went well, else what was said of it. */
async function act(hands: Hands, action: Action, token: string): Promise<readonly string[] | null> {
  const env = { [TOKEN_VARIABLE]: token };
  switch (action.do) {
    case 'write':
      return attempt(() => write(action.path, action.contents));
    case 'set':
      return attempt(() => writeFileSync(action.path, action.value));
    case 'run':
      return run(hands, action.command, env, action.timeoutMs);
    case 'start': {
      const failed = action.detached ? attempt(() => leave(action.command, env)) : await run(hands, action.command, env);
      return failed ?? (action.ready === null ? null : becomesReady(hands, action.ready));
    }
  }
}

async function run(
  hands: Hands,
  [program, ...args]: Command,
  env: Readonly<Record<string, string>>,
  timeoutMs?: number,
): Promise<readonly string[] | null> {
  const result = await hands.run(program, args, { env, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
  return result.status === 0 ? null : lastLines(`${result.stderr}\n${result.stdout}`);
}

/** Its folder exists, but for NetworkManager's, which comes with its first profile. */
function write(path: string, contents: string): void {
  makeFolders(dirname(path));
  const descriptor = openSync(path, 'w', 0o600);
  try {
    fchmodSync(descriptor, 0o600);
    writeFileSync(descriptor, contents);
  } finally {
    closeSync(descriptor);
  }
}

/** Starts a program that outlives us, in a session of its own. */
function leave([program, ...args]: Command, env: Readonly<Record<string, string>>): void {
  const child = spawn(program, args, { detached: true, stdio: 'ignore', cwd: '/', env });
  child.on('error', () => undefined);
  child.unref();
}

async function becomesReady(hands: Hands, ready: Ready): Promise<readonly string[] | null> {
  if ('port' in ready) {
    const found = await waitFor(() => udpEndpoints(hands).has(endpoint(ready.address, ready.port)), READY_MS);
    return found ? null : [`${ready.address}:${ready.port}`];
  }
  const log = (): string => hands.read(ready.file) ?? '';
  await waitFor(() => log().includes(ready.holds) || log().includes(ready.or), READY_MS);
  return log().includes(ready.holds) ? null : lastLines(log());
}

function udpEndpoints(hands: Hands): Set<string> {
  return new Set((hands.read('/proc/net/udp') ?? '').split('\n').map((line) => line.trim().split(/\s+/)[1] ?? ''));
}

/** As /proc/net/udp writes it: the address as a number of this machine, so by its octets from the last on x86 and ARM. */
function endpoint(address: string, port: number): string {
  const octets = Buffer.from(parseAddress(address) ?? Buffer.alloc(4)).reverse();
  return `${octets.toString('hex')}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
}

function attempt(work: () => void): readonly string[] | null {
  try {
    work();
    return null;
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function lastLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-LINES_MAX);
}
