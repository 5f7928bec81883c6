import { message } from '../../language/message.ts';
import { safeJson, safeText, type SafeText } from '../../language/safe-text.ts';
import type { Language } from '../../model/text.ts';
import type { Store } from '../../store/store.ts';
import { StoreError } from '../../store/store-error.ts';
import type { SessionSummary } from '../../store/session.ts';
import { CommandError } from '../command-error.ts';
import { commonOptions, type RawOptions } from '../common-options.ts';
import { EXIT, type Edges } from '../edges.ts';
import { storeFailure, storePath } from '../keeper.ts';
import { Output } from '../output.ts';
import { colorful, renderResult } from '../result.ts';

/** `mouchard sessions list`: the newest first. */
export function list(edges: Edges, language: Language, raw: RawOptions): Promise<number> {
  return withStore(edges, language, raw, true, (store) => {
    const output = new Output(raw.output ?? null, false, [storePath(edges.env, raw.store)]);
    const sessions = store?.list() ?? [];
    if (raw.format === 'json') output.line(safeJson(JSON.stringify(sessions.map(inJson))));
    else if (sessions.length === 0) output.line(message(language, 'cli.sessions.none'));
    else for (const session of sessions) output.line(row(session, language));
    output.close();
    return EXIT.done;
  });
}

/** `mouchard sessions show ID`: the result as it was. */
export function show(edges: Edges, language: Language, id: string, raw: RawOptions): Promise<number> {
  return withStore(edges, language, raw, true, async (store) => {
    const snapshot = store?.snapshot(sessionNumber(id)) ?? null;
    if (snapshot === null) throw new CommandError(EXIT.usage, 'cli.error.not-found', { session: id });
    const options = commonOptions(raw, colorful(edges));
    const output = new Output(options.output, false, [storePath(edges.env, raw.store)]);
    for (const piece of await renderResult(snapshot, edges, language, options, raw.format ?? 'text')) output.write(piece);
    output.close();
    return EXIT.done;
  });
}

/** `mouchard sessions delete ID...`. */
export function remove(edges: Edges, language: Language, ids: readonly string[], raw: RawOptions): Promise<number> {
  return withStore(edges, language, raw, false, (store) => {
    const known = new Set((store?.list() ?? []).map((session) => session.id));
    const missing = ids.find((id) => !known.has(sessionNumber(id)));
    if (missing !== undefined) throw new CommandError(EXIT.usage, 'cli.error.not-found', { session: missing });
    return tellDeleted(language, store?.remove(ids.map(sessionNumber)).length ?? 0);
  });
}

/** `mouchard sessions prune --keep N`. */
export function prune(edges: Edges, language: Language, raw: RawOptions & { readonly keep: number }): Promise<number> {
  return withStore(edges, language, raw, false, (store) => tellDeleted(language, store?.prune({ keep: raw.keep }).length ?? 0));
}

function tellDeleted(language: Language, count: number): number {
  const output = new Output(null);
  output.line(message(language, 'cli.sessions.deleted', { count }));
  output.close();
  return EXIT.done;
}

/** Opens the store for one action; null where none exists yet. What the store cannot do is told in words. */
async function withStore(
  edges: Edges,
  language: Language,
  raw: RawOptions,
  readOnly: boolean,
  action: (store: Store | null) => number | Promise<number>,
): Promise<number> {
  const { openStore } = await import('../../store/open-store.ts');
  const path = storePath(edges.env, raw.store);
  let store: Store | null = null;
  try {
    store = upToDate(
      () => openStore(path, { readOnly }),
      () => openStore(path).close(),
    );
    return await action(store);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (error.code === 'missing') return await action(null);
    throw storeFailure(error, language);
  } finally {
    store?.close();
  }
}

/** A store of an older version of the program is brought to the newest, even where only reading was asked for. */
function upToDate(open: () => Store, migrate: () => void): Store {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'older') throw error;
    migrate();
    return open();
  }
}

/** The number of a session; one that cannot be any is 0, which no session has. */
function sessionNumber(id: string): number {
  return /^\d{1,9}$/.test(id) ? Number(id) : 0;
}

function row(session: SessionSummary, language: Language): SafeText {
  const { id, startedMs, state, captures, name, devices, findings } = session;
  return [
    String(id).padStart(4),
    `${new Date(startedMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
    message(language, `cli.sessions.state.${state}`),
    safeText(captures.join(' ') || name, 60),
    message(language, 'report.count.devices', { count: devices }),
    message(language, 'report.count.findings', { count: findings }),
  ].join('  ') as SafeText;
}

function inJson(session: SessionSummary): Record<string, unknown> {
  const { id, name, state, startedMs, endedMs, tool, rules, captures, devices, destinations, findings, observations, flows } = session;
  const when = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  return {
    id,
    name,
    state,
    started: when(startedMs),
    ended: when(endedMs),
    tool,
    rules,
    captures,
    devices,
    destinations,
    findings,
    observations,
    flows,
  };
}
