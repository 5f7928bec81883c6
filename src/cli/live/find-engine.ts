import { EngineError, SessionClient } from '../../live/session-client.ts';
import type { EngineEntry } from '../../live/run-folder.ts';
import { CommandError } from '../command-error.ts';
import { EXIT, type Edges } from '../edges.ts';
import { runFolder } from './places.ts';

/** What a person calls a session that runs by: its number, or where it is not kept and has none, `p` and the number of its process. */
export function engineLabel({ session, pid }: EngineEntry): string {
  return session === null ? `p${pid}` : String(session);
}

/** The engine of a session, or the only one that runs. Throws CommandError where there is none, or where it is not clear which. */
export function findEngine(edges: Edges, session: string | null): EngineEntry {
  const entries = runFolder(edges.env).list();
  const { [0]: first, length } = entries;
  if (session !== null) {
    const [entry, another] = entries.filter((each) => engineLabel(each) === session || `p${each.pid}` === session);
    if (entry === undefined) throw new CommandError(EXIT.usage, 'live.error.not-running', { session });
    // Two stores may give the same number.
    if (another !== undefined) throw new CommandError(EXIT.usage, 'live.error.several-run', { list: listed(entries, true) });
    return entry;
  }
  if (first === undefined) throw new CommandError(EXIT.usage, 'live.error.none-runs');
  if (length > 1) throw new CommandError(EXIT.usage, 'live.error.several-run', { list: listed(entries, false) });
  return first;
}

/** Connects to an engine. Throws CommandError where it does not answer, or speaks otherwise. */
export async function reach({ now }: Pick<Edges, 'now'>, entry: EngineEntry): Promise<SessionClient> {
  try {
    return await SessionClient.connect(entry.socket, now);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (error.code === 'other-version') throw new CommandError(EXIT.usage, 'live.error.other-version');
    throw new CommandError(EXIT.capture, 'live.error.unreachable', { reason: error.message });
  }
}

function listed(entries: readonly EngineEntry[], byProcess: boolean): string {
  return entries.map((entry) => `${byProcess ? `p${entry.pid}` : engineLabel(entry)} (${entry.name})`).join(', ');
}
