import { closeSync, openSync, readSync } from 'node:fs';

const FILE_HEADER = 24;
const RECORD_HEADER = 16;
const BLOCK = 4 << 20;

/** Octets of a classic capture that are due. */
export interface DueOctets {
  readonly octets: Buffer;
  /** Time of the newest frame among them, microseconds after the first. */
  readonly micros: number;
}

/** Reads a classic capture (little-endian, microseconds) a stretch of its own time after the other. */
export class PacedRecords {
  readonly #file: number;
  #held = Buffer.alloc(0);
  #first: number | null = null;
  #over = false;

  constructor(path: string) {
    this.#file = openSync(path, 'r');
  }

  /** The header of the file; to be taken first. */
  header(): Buffer {
    this.#fill(FILE_HEADER);
    return this.#take(FILE_HEADER);
  }

  /** The records up to a moment, microseconds after the first, at most a few MiB at a time; null at the end of the file. */
  until(micros: number): DueOctets | null {
    let at = 0;
    let last = 0;
    if (this.#held.length < BLOCK / 2) this.#fill(BLOCK);
    while (at + RECORD_HEADER <= this.#held.length) {
      const time = this.#held.readUInt32LE(at) * 1e6 + this.#held.readUInt32LE(at + 4);
      this.#first ??= time;
      const end = at + RECORD_HEADER + this.#held.readUInt32LE(at + 8);
      if (time - this.#first > micros || end > this.#held.length) break;
      last = time - this.#first;
      at = end;
    }
    if (at === 0 && this.#over && this.#held.length < RECORD_HEADER) return this.#close();
    return { octets: this.#take(at), micros: last };
  }

  #close(): null {
    closeSync(this.#file);
    return null;
  }

  #fill(length: number): void {
    const more = Buffer.alloc(length);
    const read = this.#over ? 0 : readSync(this.#file, more, 0, length, null);
    if (read < length) this.#over = true;
    this.#held = Buffer.concat([this.#held, more.subarray(0, read)]);
  }

  #take(length: number): Buffer {
    const taken = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    return taken;
  }
}
