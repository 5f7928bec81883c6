import type { Database } from 'better-sqlite3';
import { pause } from './pause.ts';
import { endRowId, firstRowId } from './row-ids.ts';
import type { SessionId } from './session.ts';

/** The tables whose rows hang on a session by their ids alone. */
const TABLES = ['observations', 'flows'] as const;
/** Rows a transaction: while one lasts, no session that runs can store anything. */
const ROWS_A_TIME = 20_000;
/** Pages given back a transaction. */
const PAGES_A_TIME = 2_000;
/** Between two transactions, so that who waits comes in: SQLite keeps no queue. */
const PAUSE_MS = 20;

/**
 * Takes sessions out of a store in many short transactions: first what makes them sessions, then their rows. A removal that is cut off in
 * between leaves rows of no session, which the next `sweep` takes away.
 */
export class Removal {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Removes the sessions, and what was left of others; what was deleted is then neither in free pages nor in the log. */
  remove(ids: readonly SessionId[]): void {
    const session = this.#database.prepare('DELETE FROM sessions WHERE id = ?');
    this.#database.transaction(() => ids.forEach((id) => session.run(id))).immediate();
    if (this.#sweepRows() || ids.length > 0) this.#giveBack();
  }

  /** Takes away rows of sessions that are no more. */
  sweep(): void {
    if (this.#sweepRows()) this.#giveBack();
  }

  #sweepRows(): boolean {
    let found = false;
    for (const table of TABLES) {
      for (const session of this.#orphans(table)) {
        found = true;
        this.#removeRows(table, session);
      }
    }
    return found;
  }

  /** The sessions that rows belong to and that are not there. Rows lie in order of sessions, so that one look for each is enough. */
  #orphans(table: string): SessionId[] {
    const smallest = this.#database.prepare(`SELECT min(id) FROM ${table} WHERE id >= ?`).pluck();
    const next = (from: number): number | null => smallest.get(from) as number | null;
    const isThere = this.#database.prepare('SELECT 1 FROM sessions WHERE id = ?').pluck();
    const orphans: SessionId[] = [];
    for (let id = next(0); id !== null;) {
      const session = Math.floor(id / firstRowId(1));
      if (isThere.get(session) === undefined) orphans.push(session);
      id = next(endRowId(session));
    }
    return orphans;
  }

  #removeRows(table: string, session: SessionId): void {
    const rows = this.#database.prepare(
      `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE id >= ? AND id < ? LIMIT ${ROWS_A_TIME})`,
    );
    while (rows.run(firstRowId(session), endRowId(session)).changes === ROWS_A_TIME) pause(PAUSE_MS);
  }

  /** Free pages at the end of the file leave it, and the log begins anew. */
  #giveBack(): void {
    const free = (): number => this.#database.pragma('freelist_count', { simple: true }) as number;
    for (let before = free(); before > 0;) {
      this.#database.pragma(`incremental_vacuum(${PAGES_A_TIME})`);
      const left = free();
      if (left >= before) break;
      before = left;
      pause(PAUSE_MS);
    }
    this.#database.pragma('wal_checkpoint(TRUNCATE)');
  }
}
