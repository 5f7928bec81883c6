import type { Database } from 'better-sqlite3';
import { dirname } from 'node:path';
import type { Fields } from '../model/observation.ts';
import type { SessionNotes, Snapshot } from '../model/snapshot.ts';
import { hasSpace } from './free-space.ts';
import { isAlive } from './process-marker.ts';
import { interrupted, readSnapshot } from './read-snapshot.ts';
import { Removal } from './removal.ts';
import { endRowId, firstRowId } from './row-ids.ts';
import type { SessionId, SessionMeta, SessionState, SessionSummary } from './session.ts';
import { SessionLocks } from './session-locks.ts';
import { SessionWriter, type WriterOptions } from './session-writer.ts';
import { SnapshotRows } from './snapshot-rows.ts';
import { guarded, StoreError } from './store-error.ts';

/** An observation, or the end of a flow, as it was kept. */
export interface KeptObservation {
  readonly kind: string;
  readonly at: number;
  readonly capture: number;
  readonly frame: number;
  readonly flow: number | null;
  readonly sender: number | null;
  readonly device: string | null;
  readonly destination: string | null;
  readonly fields: Fields;
}

interface SummaryRow {
  readonly id: number;
  readonly name: string;
  readonly state: SessionState;
  readonly started_ms: number;
  readonly ended_ms: number | null;
  readonly process: string;
  readonly tool: string;
  readonly rules: string;
  readonly settings: string;
  readonly captures: string;
  readonly devices: number;
  readonly destinations: number;
  readonly findings: number;
  readonly observations: number;
  readonly flows: number;
  readonly dropped: number;
}

const count = (table: string): string => `(SELECT count(*) FROM ${table} WHERE session = sessions.id) AS ${table}`;
const SUMMARY = `
SELECT id, name, state, started_ms, ended_ms, process, tool, rules, settings, observations, flows, dropped,
  (SELECT coalesce(json_group_array(name ORDER BY position), '[]') FROM captures WHERE session = sessions.id) AS captures,
  ${count('devices')}, ${count('destinations')}, ${count('findings')}
FROM sessions`;

const NEWEST_NOTES = `
SELECT notes FROM sessions
WHERE notes IS NOT NULL AND (notes -> 'excluded' IS NOT NULL OR notes -> 'earlierReviews' IS NOT NULL
  OR json_array_length(notes, '$.names') > 0 OR json_array_length(notes, '$.reviews') > 0)
ORDER BY id DESC LIMIT 1`;

const OBSERVATIONS = `
SELECT kinds.name AS kind, at, capture, frame, flow, sender, device, destination, fields
FROM observations JOIN kinds USING (session, kind) WHERE observations.id >= ? AND observations.id < ? ORDER BY observations.id`;
/** Only the rows between the first and the last of the kind are read. */
const OBSERVATIONS_OF_KIND = `
SELECT kinds.name AS kind, at, capture, frame, flow, sender, device, destination, fields
FROM kinds CROSS JOIN observations
WHERE kinds.name = ? AND kinds.session = ? AND observations.id BETWEEN kinds.first AND kinds.last AND observations.kind = kinds.kind
ORDER BY observations.id`;
const FLOWS = `
SELECT 'flow.end' AS kind, at, capture, frame, flow, NULL AS sender, device, destination, fields
FROM flows WHERE id >= ? AND id < ? ORDER BY id`;

/** How a store was opened. */
export interface StoreHandle {
  readonly readOnly: boolean;
  /** Closes the database. */
  readonly close: () => void;
  /** As in `StoreOptions`. */
  readonly busyMs: number;
  readonly isAlive: ((process: string) => boolean) | undefined;
}

/** Sessions in one SQLite file. Made by `openStore`; every method throws StoreError where the file or the disk fails. */
export class Store {
  readonly path: string;
  readonly readOnly: boolean;
  readonly #database: Database;
  readonly #close: () => void;
  readonly #isAlive: (process: string) => boolean;
  readonly #busyMs: number;
  readonly #locks: SessionLocks;

  constructor(database: Database, path: string, handle: StoreHandle) {
    this.path = path;
    this.readOnly = handle.readOnly;
    this.#database = database;
    this.#close = handle.close;
    this.#busyMs = handle.busyMs;
    this.#locks = new SessionLocks(path);
    this.#isAlive = handle.isAlive ?? ((process) => isAlive(process, () => this.#locks.isHeld(process)));
  }

  /** Begins a session. What comes of it is on disk at once: a session that dies is known to have been. */
  begin(meta: SessionMeta, options: Partial<Omit<WriterOptions, 'busyMs'>> = {}): SessionWriter {
    if (this.readOnly) throw new StoreError('read-only', this.path);
    return guarded(this.path, () => {
      const folder = dirname(this.path);
      const space = options.hasSpace ?? (() => hasSpace(folder));
      if (!space()) throw new StoreError('low-space', this.path);
      this.#locks.hold(meta.process);
      const { lastInsertRowid } = this.#database
        .prepare(
          `INSERT INTO sessions (id, name, started_ms, state, process, tool, rules, settings) VALUES (?, ?, ?, 'running', ?, ?, ?, ?)`,
        )
        .run(
          meta.id ?? null,
          meta.name ?? '',
          meta.startedMs,
          meta.process,
          JSON.stringify({ name: 'mouchard', version: meta.toolVersion }),
          JSON.stringify({ sha256: meta.rulesSha256, count: meta.rulesCount ?? 0 }),
          JSON.stringify(meta.settings ?? null),
        );
      return new SessionWriter(this.#database, this.path, Number(lastInsertRowid), { ...options, busyMs: this.#busyMs, hasSpace: space });
    });
  }

  /** All sessions, the newest first. */
  list(): SessionSummary[] {
    return this.#summaries(`${SUMMARY} ORDER BY id DESC`, []);
  }

  /** One session; null where there is none of that number. */
  session(id: SessionId): SessionSummary | null {
    return this.#summaries(`${SUMMARY} WHERE id = ?`, [id])[0] ?? this.#absent();
  }

  /**
   * What a session found: its last snapshot, exactly as it was written; null where there is no such session. Where it never
   * ended, as when its process was killed, the coverage says so: what came after the snapshot was not seen.
   */
  snapshot(id: SessionId): Snapshot | null {
    // One transaction: all rows are of one moment, even while another process writes.
    const found = guarded(this.path, () => this.#database.transaction(() => readSnapshot(this.#database, this.path, id))());
    if (found === null) return this.#absent();
    const summary = this.session(id);
    return summary?.state !== 'interrupted' || summary.endedMs !== null ? found : interrupted(found);
  }

  /**
   * What people said in the newest session in which they said anything of devices or findings; null where there is none. Marks say
   * nothing of those; an empty list of devices left out says that all was taken back.
   */
  newestNotes(): SessionNotes | null {
    const row = guarded(this.path, () => this.#database.prepare<[], { notes: string }>(NEWEST_NOTES).get());
    return row === undefined ? null : this.#json<SessionNotes>(row.notes);
  }

  /** What was kept of the wire, in the order in which it was seen, all or of one kind. */
  *observations(id: SessionId, kind: string | null = null): IterableIterator<KeptObservation> {
    if (kind === null) yield* this.#kept(OBSERVATIONS, [firstRowId(id), endRowId(id)]);
    else yield* this.#kept(OBSERVATIONS_OF_KIND, [kind, id]);
  }

  /** The flows of a session, in the order in which they ended. */
  *flows(id: SessionId): IterableIterator<KeptObservation> {
    yield* this.#kept(FLOWS, [firstRowId(id), endRowId(id)]);
  }

  /** Puts a snapshot in the place of the one that a session has, such as one with other notes. False where it runs, or is not there. */
  revise(id: SessionId, snapshot: Snapshot): boolean {
    if (this.readOnly) throw new StoreError('read-only', this.path);
    const state = this.session(id)?.state ?? 'running';
    if (state === 'running') return false;
    guarded(this.path, () => this.#database.transaction(() => new SnapshotRows(this.#database, id).replace(snapshot)).immediate());
    return true;
  }

  /** Removes sessions with all that belongs to them, from the file too; gives those that were there. A session that runs stays. */
  remove(ids: readonly SessionId[]): SessionId[] {
    if (this.readOnly) throw new StoreError('read-only', this.path);
    const known = new Map(this.list().map((session) => [session.id, session.state]));
    const gone = [...new Set(ids)].filter((id) => known.has(id) && known.get(id) !== 'running');
    if (gone.length > 0) guarded(this.path, () => new Removal(this.#database).remove(gone));
    return gone;
  }

  /** Removes all but the newest sessions, or those that began before a moment, or both; gives those removed. */
  prune({ keep = 0, olderThanMs = Infinity }: { readonly keep?: number; readonly olderThanMs?: number }): SessionId[] {
    const old = this.list()
      .slice(keep)
      .filter((session) => session.startedMs < olderThanMs);
    return this.remove(old.map((session) => session.id));
  }

  /** Marks as interrupted what no process is at any more, and takes away what is left of sessions whose removal was cut off. */
  reap(): void {
    if (this.readOnly) return;
    guarded(this.path, () => {
      new Removal(this.#database).sweep();
      const running = this.#database
        .prepare<[], { id: number; process: string }>(`SELECT id, process FROM sessions WHERE state = 'running'`)
        .all();
      const mark = this.#database.prepare(`UPDATE sessions SET state = 'interrupted' WHERE id = ? AND state = 'running'`);
      for (const { id, process } of running) {
        if (this.#isAlive(process)) continue;
        mark.run(id);
        this.#locks.forget(process);
      }
    });
  }

  /** Reads every page and row; what is wrong, at most 100 lines, empty where all is well. */
  check(): string[] {
    return guarded(this.path, () => {
      const rows = this.#database.pragma('integrity_check(100)') as { integrity_check: string }[];
      return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
    });
  }

  /** Closes the file; nothing can be asked of the store, or written, after that. */
  close(): void {
    guarded(this.path, this.#close);
    this.#locks.drop();
  }

  /** That a session is not there is only believed of a table that is sound: in a damaged one nothing may be found that is there. */
  #absent(): null {
    const said = guarded(this.path, () => this.#database.pragma('integrity_check(sessions)', { simple: true }));
    if (said !== 'ok') throw new StoreError('damaged', this.path, String(said));
    return null;
  }

  #summaries(sql: string, parameters: readonly number[]): SessionSummary[] {
    return guarded(this.path, () =>
      this.#database
        .prepare<number[], SummaryRow>(sql)
        .all(...parameters)
        .map((row) => this.#summary(row)),
    );
  }

  #summary(row: SummaryRow): SessionSummary {
    const { id, name, devices, destinations, findings, observations, flows, dropped } = row;
    return {
      id,
      name,
      state: row.state === 'running' && !this.#isAlive(row.process) ? 'interrupted' : row.state,
      startedMs: row.started_ms,
      endedMs: row.ended_ms,
      tool: this.#json(row.tool),
      rules: this.#json(row.rules),
      settings: this.#json(row.settings),
      captures: this.#json(row.captures),
      devices,
      destinations,
      findings,
      observations,
      flows,
      dropped,
    };
  }

  *#kept(sql: string, parameters: readonly (number | string)[]): IterableIterator<KeptObservation> {
    type Row = Omit<KeptObservation, 'fields'> & { readonly fields: string };
    const rows = guarded(this.path, () => this.#database.prepare<(number | string)[], Row>(sql).iterate(...parameters));
    try {
      while (true) {
        const next = guarded(this.path, () => rows.next());
        if (next.done === true) return;
        yield { ...next.value, fields: this.#json<Fields>(next.value.fields) };
      }
    } finally {
      // While a query is open nothing else can be asked, and the file cannot be closed.
      rows.return?.();
    }
  }

  #json<T>(text: string): T {
    try {
      return JSON.parse(text) as T;
    } catch {
      throw new StoreError('damaged', this.path, 'not JSON');
    }
  }
}
