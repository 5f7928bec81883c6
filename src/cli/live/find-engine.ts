import { EngineError, SessionClient } from '../../live/session-client.ts';
import type { EngineEntry } from '../../live/run-folder.ts';
import { CommandError } from '../command-error.ts';
import { EXIT, type Edges } from '../edges.ts';
import { runFolder } from './places.ts';

/** The engine of a session, or the only one that runs. Throws CommandError where there is none, or where it is not clear which. */
export function findEngine(edges: Edges, session: string | null): EngineEntry {
  const entries = runFolder(edges.env).list();
  const { [0]: first, length } = entries;
  if (session !== null) {
    const entry = entries.find((each) => each.session !== null && String(each.session) === session);
    if (entry === undefined) throw new CommandError(EXIT.usage, 'live.error.not-running', { session });
    return entry;
  }
  if (first === undefined) throw new CommandError(EXIT.usage, 'live.error.none-runs');
  if (length > 1) throw new CommandError(EXIT.usage, 'live.error.several-run', { list: listed(entries) });
  return first;
}

/** Connects to an engine. Throws CommandError where it does not answer, or speaks otherwise. */
export async function reach(entry: EngineEntry): Promise<SessionClient> {
  try {
    return await SessionClient.connect(entry.socket);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (error.code === 'other-version') throw new CommandError(EXIT.usage, 'live.error.other-version');
    throw new CommandError(EXIT.capture, 'live.error.unreachable', { reason: error.message });
  }
}

function listed(entries: readonly EngineEntry[]): string {
  return entries.map(({ session, name }) => `${session ?? '-'} (${name})`).join(', ');
}
