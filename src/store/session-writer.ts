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
/** Rows of a picture that are written at a time: some tens of milliseconds, for whoever presses a key meanwhile waits. */
const PICTURE_ROWS_MAX = 1_500;
/** How long a row waits at a low rate. */
const BATCH_MS = 250;
/** How long a transaction of a run waits for another program's, which holds the whole run up; what it could not write waits on. */
const BUSY_MS = 250;
/** How long until it is tried again, by the clock given, and how often what ends the session is tried, each time for as long as others wait. */
const RETRY_MS = 2_000;
const FINISH_TRIES = 12;
/** Rows and findings that wait for another program at most, some tens of megabytes; what comes after them is counted as left out. */
const WAITING_MAX = 100_000;
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
  /** How long others wait for a transaction of this or another program, milliseconds. */
  readonly busyMs: number;
}

/**
 * Writes one session: rows in batches, each a transaction, so that what is on disk is always a beginning of what was written.
 * No method throws for what the disk does: after the first failure nothing more is stored, `failure` says why, and the run goes on.
 * Another program that holds the store is no failure while there is room to wait.
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
  /** Since another program held the store: when that was, and how much waited then. */
  #held: { readonly sinceMs: number; readonly waiting: number } | null = null;

  constructor(database: Database, path: string, id: SessionId, options: WriterOptions) {
    this.id = id;
    this.#database = database;
    this.#path = path;
    this.#options = options;
    this.#waitUpTo(Math.min(BUSY_MS, options.busyMs));
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
    if (this.#waiting >= WAITING_MAX) {
      this.#dropped += 1;
      this.#commitIfDue();
      return;
    }
    rows.add(sighting);
    if (rows.waiting >= BATCH_ROWS_MAX) this.#commit();
    else this.#commitIfDue();
  }

  /** Takes a finding as it is made, so that it outlives the process. */
  finding(finding: Finding): void {
    if (this.#failure !== null) return;
    // The next snapshot holds it, where there is no room to wait.
    if (this.#waiting < WAITING_MAX) this.#findings.set(finding.id, finding);
    if (this.#findings.size >= BATCH_ROWS_MAX) this.#commit();
  }

  /** Stores what waits. For a timer, where rows come slowly, and before anything that may take long. */
  flush(): void {
    if (this.#waiting > 0) this.#commit();
  }

  /** Stores the phases and notes of a session that goes on, at once. True where they are on disk. */
  annotate(phases: readonly Phase[], notes: SessionNotes | undefined): boolean {
    return this.#attempt(() => {
      this.#writeRows();
      this.#snapshots.annotate(phases, notes);
    });
  }

  /**
   * Stores a picture of the run while it goes on, over the one before. True where all of it is on disk: of one that is much at a time only
   * so much is written as nobody has to wait for, and the next goes on.
   */
  save(snapshot: Snapshot): boolean {
    if (!this.#mayTry()) return false;
    let whole = false;
    const stored = this.#attempt(() => {
      this.#writeRows();
      whole = this.#snapshots.update(snapshot, PICTURE_ROWS_MAX);
    });
    return stored && whole;
  }

  /**
   * Stores what waits, the snapshot, and how the session ended, in one transaction. True where all is on disk;
   * otherwise the session is marked incomplete, if the disk allows even that.
   */
  finish(snapshot: Snapshot, state: FinalState, endedMs: number): boolean {
    this.#waitUpTo(this.#options.busyMs);
    const whole = this.#attempt(() => {
      this.#writeRows();
      this.#snapshots.replace(snapshot);
      const left = state === 'complete' && this.#dropped > 0 ? 'incomplete' : state;
      this.#updateState.run(left, endedMs, this.id);
    }, FINISH_TRIES);
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

  /** What waits: observations, ends of flows and findings. */
  get #waiting(): number {
    return this.#rows.waiting + this.#findings.size;
  }

  #commit(): void {
    if (this.#mayTry()) this.#attempt(() => this.#writeRows());
  }

  /** False for a while after another program held the store: whoever asks at every row would stand still. */
  #mayTry(): boolean {
    if (this.#held === null) return true;
    const { nowMs } = this.#options;
    if (nowMs === undefined) return this.#waiting >= Math.min(this.#held.waiting + BATCH_ROWS_MAX, WAITING_MAX);
    const elapsed = nowMs() - this.#held.sinceMs;
    return elapsed >= RETRY_MS || elapsed < 0;
  }

  /** One transaction; the first that fails is the last. False, without failure, where another program holds the store: all of it waits. */
  #attempt(write: () => void, tries = 1): boolean {
    if (this.#failure !== null) return false;
    const database = this.#database;
    try {
      if (!this.#options.hasSpace()) throw new StoreError('low-space', this.#path);
      if (!this.#begin(tries)) return false;
      write();
      database.exec('COMMIT');
      this.#held = null;
      this.#committedMs = this.#options.nowMs?.() ?? 0;
      return true;
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  /** Several tries are the last there will be, and fail where they fail. */
  #begin(tries: number): boolean {
    for (let left = tries; left > 0; left--) {
      try {
        this.#database.exec('BEGIN IMMEDIATE');
        return true;
      } catch (error) {
        const isBusy = storeError(error, this.#path).code === 'busy';
        if (!isBusy || (tries > 1 && left === 1)) throw error;
      }
    }
    this.#held = { sinceMs: this.#options.nowMs?.() ?? 0, waiting: this.#waiting };
    return false;
  }

  #waitUpTo(milliseconds: number): void {
    this.#database.pragma(`busy_timeout = ${milliseconds}`);
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
