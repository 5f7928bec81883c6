import { rmSync, statSync } from 'node:fs';
import type { LiveSession } from '../../live/live-session.ts';
import { RunFolderError, type EngineEntry } from '../../live/run-folder.ts';
import { SessionServer } from '../../live/session-server.ts';
import type { Language } from '../../model/text.ts';
import { processMarker } from '../../store/process-marker.ts';
import { CommandError } from '../command-error.ts';
import { EXIT, type Edges } from '../edges.ts';
import { writeFailure } from '../output.ts';
import { calmMemory } from './calm-memory.ts';
import { giveWay } from './give-way.ts';
import { openSession, type OpenedSession } from './open-session.ts';
import { runFolder } from './places.ts';
import { StopSignals } from './stop-signals.ts';
import type { Origin, WatchOptions } from './watch-options.ts';

/** How long the last picture waits for screens that have not fetched it yet. */
const FAREWELL_MS = 3_000;
/** A source whose child will not end must not keep the engine for ever. */
const LINGER_MS = 5_000;

/** The process of an engine: no screen, no terminal; everything is asked for over its socket. */
export async function engine(
  edges: Edges,
  language: Language,
  raw: WatchOptions,
  origin: Exclude<Origin, { type: 'file' }>,
  log: string,
): Promise<number> {
  const opened = await openSession(edges, language, raw, origin);
  const signals = new StopSignals((interrupted) => opened.session.stop(interrupted), false);
  giveWay();
  const exitCode = await serve(edges, opened, true);
  // Nothing was said: there is nothing to keep.
  if (statSync(log, { throwIfNoEntry: false })?.size === 0) rmSync(log, { force: true });
  setTimeout(() => process.exit(), LINGER_MS).unref();
  return signals.exitCode ?? exitCode;
}

/**
 * Runs a session to its end and serves screens meanwhile. `expected`: whoever started this is about to look, also where it is over in no
 * time; throws CommandError where no screen could ever find it. Otherwise the session does without, and `alone` is told why.
 */
export async function serve(
  edges: Edges,
  opened: OpenedSession,
  expected: boolean,
  alone?: (reason: CommandError) => void,
): Promise<number> {
  calmMemory();
  const { session } = opened;
  const served = await open(edges, opened).catch((error: unknown) => {
    if (expected || !(error instanceof CommandError)) throw error;
    alone?.(error);
    return null;
  });
  if (served === null) return session.run();
  const { server, withdraw } = served;
  try {
    return await session.run();
  } finally {
    await server.farewell(FAREWELL_MS, expected);
    await server.close();
    withdraw();
  }
}

async function open(edges: Edges, opened: OpenedSession): Promise<{ readonly server: SessionServer; readonly withdraw: () => void }> {
  const folder = runFolder(edges.env);
  const server = new SessionServer(opened.session);
  let withdraw = (): void => undefined;
  try {
    folder.prepare();
    const entry = entryOf(edges, opened, folder.socketPath(process.pid), opened.session);
    withdraw = () => folder.withdraw(entry);
    // However this process leaves: a second signal ends it at once.
    process.once('exit', withdraw);
    await server.listen(entry.socket);
    folder.publish(entry);
    return { server, withdraw };
  } catch (error) {
    await server.close();
    withdraw();
    if (error instanceof RunFolderError) throw new CommandError(EXIT.usage, 'live.error.run-folder', { path: folder.path });
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : writeFailure(EXIT.usage, folder.path, code);
  }
}

function entryOf(edges: Edges, { keeper, name }: OpenedSession, socket: string, session: LiveSession): EngineEntry {
  return {
    pid: process.pid,
    process: processMarker(process.pid),
    session: session.greeting().session,
    store: keeper.path,
    socket,
    name,
    startedMs: edges.now(),
  };
}
