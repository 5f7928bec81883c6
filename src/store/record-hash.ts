import { createHash } from 'node:crypto';

/** SHA-256 over records in order, each with its length, so that records cannot run into each other. */
export class RecordHash {
  readonly #hash = createHash('sha256');

  /** Takes the record in and gives it back. */
  add(record: string): string {
    this.#hash.update(`${record.length}:`).update(record);
    return record;
  }

  /** Lower-case hex; ends the hash. */
  digest(): string {
    return this.#hash.digest('hex');
  }
}
