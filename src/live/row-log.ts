import { LIVE_BOUNDS } from './bounds.ts';

/** A row as it was last seen, and the serial number of its last change; null where it has gone. */
interface Entry<T> {
  row: T | null;
  serial: number;
}

/**
 * The rows of one table over time: who asks what has changed since a serial number gets just that, in the order of change.
 * `floor` rises when rows that have gone are forgotten: who asks from below it has to start anew.
 */
export class RowLog<T> {
  readonly #keyOf: (row: T) => string;
  readonly #same: (before: T, now: T) => boolean;
  /** In the order of change: an entry that changes moves to the end. */
  readonly #entries = new Map<string, Entry<T>>();
  #gone = 0;
  floor = 0;

  constructor(keyOf: (row: T) => string, same: (before: T, now: T) => boolean) {
    this.#keyOf = keyOf;
    this.#same = same;
  }

  /** Takes the whole table as it is now. `next` gives serial numbers, each greater than the one before. */
  take(rows: readonly T[], next: () => number): void {
    let live = 0;
    for (const row of rows) {
      const key = this.#keyOf(row);
      const known = this.#entries.get(key);
      live += 1;
      if (known !== undefined && known.row !== null && (known.row === row || this.#same(known.row, row))) continue;
      if (known?.row === null) this.#gone -= 1;
      this.#change(key, row, next());
    }
    if (live !== this.#entries.size - this.#gone) this.#forget(rows, next);
    if (this.#gone > LIVE_BOUNDS.goneMax) this.#sweep(next());
  }

  /** What has changed since, oldest change first: the row, or null and the key of one that has gone. */
  *since(serial: number): Generator<{ readonly key: string; readonly row: T | null; readonly serial: number }> {
    for (const [key, entry] of this.#entries) if (entry.serial > serial) yield { key, row: entry.row, serial: entry.serial };
  }

  #change(key: string, row: T | null, serial: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { row, serial });
  }

  #forget(rows: readonly T[], next: () => number): void {
    const there = new Set(rows.map(this.#keyOf));
    for (const [key, entry] of [...this.#entries]) {
      if (entry.row === null || there.has(key)) continue;
      this.#gone += 1;
      this.#change(key, null, next());
    }
  }

  #sweep(serial: number): void {
    for (const [key, entry] of this.#entries) if (entry.row === null) this.#entries.delete(key);
    this.#gone = 0;
    this.floor = serial;
  }
}
