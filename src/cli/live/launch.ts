import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EngineEntry, RunFolder } from '../../live/run-folder.ts';
import { makePrivateFolder } from '../../store/private-folder.ts';
import { EXIT, type Edges } from '../edges.ts';
import { writeFailure } from '../output.ts';
import { runFolder, stateFolder } from './places.ts';

/** How often it is looked whether the engine has made itself known. */
const LOOK_MS = 20;
const LOGS_MAX = 20;
/** Loading rules takes a second or two on a small machine. */
const START_MS = 60_000;

/** The engine ended before it could be reached: with which status, and what it said. */
export interface NotStarted {
  readonly exitCode: number;
  readonly said: string;
}

/**
 * Starts the same command line again as an engine: in a session of its own, so that no terminal takes it along, with what it says in a
 * file (0600) of the state folder. `standardInput`: the capture comes through it, so the engine gets it. Throws CommandError where what it
 * says cannot be kept.
 */
export async function launchEngine(edges: Edges, standardInput: boolean): Promise<EngineEntry | NotStarted> {
  const folder = runFolder(edges.env);
  const log = join(stateFolder(edges.env), 'log', `${process.pid}.log`);
  const descriptor = openLog(log);
  const program = process.argv[1] ?? '';
  const start = (): ChildProcess =>
    spawn(process.execPath, [...process.execArgv, program, ...edges.argv, '--engine', log], {
      detached: true,
      stdio: [standardInput ? 'inherit' : 'ignore', descriptor, descriptor],
      env: { ...edges.env },
    });
  // The engine is what starts the programs that capture.
  const child = edges.rights?.raised(start) ?? start();
  closeSync(descriptor);
  child.unref();
  const entry = await madeKnown(child, folder);
  if (typeof entry !== 'number') return entry;
  const said = existsSync(log) ? readFileSync(log, 'utf8') : '';
  rmSync(log, { force: true });
  return { exitCode: entry, said };
}

/** Throws CommandError where there is no place for it. */
function openLog(path: string): number {
  try {
    makePrivateFolder(dirname(path));
    prune(dirname(path));
    return openSync(path, 'w', 0o600);
  } catch (error) {
    throw writeFailure(EXIT.usage, path, (error as NodeJS.ErrnoException).code ?? 'EIO');
  }
}

/** Of what engines said, the newest files are kept. */
function prune(folder: string): void {
  const logs = readdirSync(folder)
    .map((name) => ({ path: join(folder, name), ms: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.ms - a.ms);
  for (const { path } of logs.slice(LOGS_MAX)) rmSync(path, { force: true });
}

/** The engine's entry, or the status with which it ended before there was one. */
async function madeKnown(child: ChildProcess, folder: RunFolder): Promise<EngineEntry | number> {
  let ended: number | null = null;
  child.once('exit', (code) => (ended = code ?? 70));
  child.once('error', () => (ended = 70));
  for (let waited = 0; waited < START_MS; waited += LOOK_MS) {
    const entry = child.pid === undefined ? null : folder.find(child.pid);
    if (entry !== null) return entry;
    if (ended !== null) return ended;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  child.kill();
  return 70;
}
