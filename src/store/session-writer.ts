import type { Database, Statement } from 'better-sqlite3';
import type { Finding } from '../model/finding.ts';
import type { Sighting } from '../model/sighting.ts';
import type { Phase, SessionNotes, Snapshot } from '../model/snapshot.ts';
import { ObservationRows } from './observation-rows.ts';
import type { FinalState, SessionId } from './session.ts';
import { SnapshotRows } from './snapshot-rows.ts';
import { StoreError, storeError } from './store-error.ts';

/** Rows that wait for the next transaction: at a high rate these come in well under BATCH_MS, and every transaction waits for the disk. */
const BATCH_ROWS_MAX = 8_000;
/** How long a row waits at a low rate. */
const BATCH_MS = 250;
/** Rows of one session; with a few hundred octets a row the store stays small enough to be opened and deleted at ease. */
const SESSION_ROWS_MAX = 2_000_000;

export interface WriterOptions {
  /** The machine's clock, in milliseconds; without it only the number of rows and `flush` end a batch. */
  readonly nowMs?: () => number;
  /** Told once, when nothing more can be stored. The run goes on. */
  readonly onFailure?: (error: StoreError) => void;
  /** False when the disk has no more to give than must stay free. */
  readonly hasSpace: () => boolean;
  readonly rowsMax?: number;
}

/**
 * Writes one session: rows in batches, each a transaction, so that what is on disk is always a beginning of what was written.
 * No method throws for what the disk does: after the first failure nothing more is stored, `failure` says why, and the run goes on.
 */
export class SessionWriter {
  readonly id: SessionId;
  readonly #database: Database;
  readonly #path: string;
  readonly #options: WriterOptions;
  readonly #rowsMax: number;
  readonly #findings = new Map<string, Finding>();
  readonly #rows: ObservationRows;
  readonly #snapshots: SnapshotRows;
  readonly #updateCounts: Statement;
  readonly #updateState: Statement;
  #failure: StoreError | null = null;
  #committedMs: number;
  #dropped = 0;

  constructor(database: Database, path: string, id: SessionId, options: WriterOptions) {
    this.id = id;
    this.#database = database;
    this.#path = path;
    this.#options = options;
    this.#rowsMax = options.rowsMax ?? SESSION_ROWS_MAX;
    this.#committedMs = options.nowMs?.() ?? 0;
    this.#rows = new ObservationRows(database, id);
    this.#snapshots = new SnapshotRows(database, id);
    this.#updateCounts = database.prepare('UPDATE sessions SET observations = ?, flows = ?, dropped = ?, committed_ms = ? WHERE id = ?');
    this.#updateState = database.prepare('UPDATE sessions SET state = ?, ended_ms = ? WHERE id = ?');
  }

  /** Why nothing more is stored; null while all is well. */
  get failure(): StoreError | null {
    return this.#failure;
  }

  /** Rows left out because the session was at its bound. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Takes a sighting: the end of a flow becomes a row of flows, anything else one of observations. */
  sighting(sighting: Sighting): void {
    if (this.#failure !== null) return;
    const rows = this.#rows;
    if (rows.observations + rows.flows >= this.#rowsMax) {
      this.#dropped += 1;
      return;
    }
    rows.add(sighting);
    if (rows.waiting >= BATCH_ROWS_MAX) this.#commit();
    else this.#commitIfDue();
  }

  /** Takes a finding as it is made, so that it outlives the process. The next snapshot replaces all findings. */
  finding(finding: Finding): void {
    if (this.#failure !== null) return;
    this.#findings.set(finding.id, finding);
    if (this.#findings.size >= BATCH_ROWS_MAX) this.#commit();
  }

  /** Stores what waits. For a timer, where rows come slowly, and before anything that may take long. */
  flush(): void {
    if (this.#failure === null && (this.#rows.waiting > 0 || this.#findings.size > 0)) this.#commit();
  }

  /** Stores the phases and notes of a session that goes on, at once. True where they are on disk. */
  annotate(phases: readonly Phase[], notes: SessionNotes | undefined): boolean {
    return this.#attempt(() => {
      this.#writeRows();
      this.#snapshots.annotate(phases, notes);
    });
  }

  /** Stores a picture of the run while it goes on, in the place of the one before. True where it is on disk. */
  save(snapshot: Snapshot): boolean {
    return this.#attempt(() => {
      this.#writeRows();
      this.#snapshots.replace(snapshot);
    });
  }

  /**
   * Stores what waits, the snapshot, and how the session ended, in one transaction. True where all is on disk;
   * otherwise the session is marked incomplete, if the disk allows even that.
   */
  finish(snapshot: Snapshot, state: FinalState, endedMs: number): boolean {
    const whole = this.#attempt(() => {
      this.#writeRows();
      this.#snapshots.replace(snapshot);
      const left = state === 'complete' && this.#dropped > 0 ? 'incomplete' : state;
      this.#updateState.run(left, endedMs, this.id);
    });
    if (!whole) this.#endIncomplete(endedMs);
    return whole;
  }

  #endIncomplete(endedMs: number): void {
    try {
      this.#updateState.run('incomplete', endedMs, this.id);
    } catch {
      // The session stays as running, of a process that is gone: it will be reported as interrupted.
    }
  }

  #commitIfDue(): void {
    const { nowMs } = this.#options;
    if (nowMs === undefined) return;
    const elapsed = nowMs() - this.#committedMs;
    // A clock that was set back must not hold rows up.
    if (elapsed >= BATCH_MS || elapsed < 0) this.#commit();
  }

  #commit(): void {
    this.#attempt(() => this.#writeRows());
  }

  /** One transaction; the first that fails is the last. */
  #attempt(write: () => void): boolean {
    if (this.#failure !== null) return false;
    const database = this.#database;
    try {
      if (!this.#options.hasSpace()) throw new StoreError('low-space', this.#path);
      database.exec('BEGIN IMMEDIATE');
      write();
      database.exec('COMMIT');
      this.#committedMs = this.#options.nowMs?.() ?? 0;
      return true;
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  #fail(error: unknown): void {
    const database = this.#database;
    this.#rows.clear();
    this.#findings.clear();
    try {
      // SQLite has already rolled back after some errors (sqlite.org/lang_transaction.html, 3).
      if (database.open && database.inTransaction) database.exec('ROLLBACK');
    } catch {
      // Nothing was committed, and nothing more will be written.
    }
    this.#failure = storeError(error, this.#path);
    this.#options.onFailure?.(this.#failure);
  }

  /** What waits becomes rows; the caller holds the transaction. */
  #writeRows(): void {
    this.#rows.write();
    for (const finding of this.#findings.values()) this.#snapshots.addFinding(finding);
    this.#findings.clear();
    this.#updateCounts.run(this.#rows.observations, this.#rows.flows, this.#dropped, this.#options.nowMs?.() ?? null, this.id);
  }
}
