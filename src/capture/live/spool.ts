import { randomBytes } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../recording/folder.ts';
import type { RecordingOptions } from '../recording/recording.ts';
import { BLOCK_LENGTH } from './block-ring.ts';

/** Where frames wait that the analysis has no memory for, and how much of the disk they may take. */
export interface SpoolOptions {
  readonly folder: string;
  readonly octetsMax: number;
  /** Octets that stay free on the disk. */
  readonly freeOctetsMin: number;
  /** Who shall own a folder that has to be made, where the program runs as somebody else. */
  readonly owner: RecordingOptions['owner'];
}

/**
 * Four gigabytes: at 600 Mbit/s, of which the analysis follows half, three and a half minutes. Who is further behind than that is
 * not in a burst any more. One gigabyte stays free, twice what a recording leaves: frames that wait must not end the recording that
 * would keep them.
 */
export const SPOOL_DEFAULTS = {
  octetsMax: 4 * 2 ** 30,
  freeOctetsMin: 1_000_000_000,
  owner: null,
} as const satisfies Omit<SpoolOptions, 'folder'>;

/** A spool as the thread that writes it is handed it. The descriptor is the process's, so that both threads may use it. */
export interface SpoolMemory {
  readonly descriptor: number;
  readonly slots: SharedArrayBuffer;
  /** What lies on the same disk. */
  readonly folder: string;
  readonly freeOctetsMin: number;
}

/** Which stretches of the file are taken: each holds one block, wherever it is free, so that the file is no longer than need be. */
export class SpoolSlots {
  readonly #words: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.#words = new Int32Array(memory);
  }

  /** Takes the lowest that is free; -1 where there is none. Only the thread that writes takes. */
  take(): number {
    const words = this.#words;
    for (let slot = 0; slot < words.length; slot += 1) {
      if (Atomics.load(words, slot) !== 0) continue;
      Atomics.store(words, slot, 1);
      return slot;
    }
    return -1;
  }

  release(slot: number): void {
    Atomics.store(this.#words, slot, 0);
  }

  /** How many are taken. */
  get taken(): number {
    let count = 0;
    for (let slot = 0; slot < this.#words.length; slot += 1) count += Atomics.load(this.#words, slot);
    return count;
  }
}

/**
 * The file of a spool, as the thread that reads it holds it. It has no name and only this process can reach it: when the process
 * ends, however it ends, the file is gone.
 */
export class Spool {
  readonly memory: SpoolMemory;
  readonly #file: FileHandle;
  readonly #slots: SpoolSlots;
  /** The block that is being analysed, and the one that is fetched meanwhile. */
  #buffer = Buffer.alloc(0);
  #other = Buffer.alloc(0);
  #ahead: { readonly slot: number; readonly read: Promise<boolean> } | null = null;

  private constructor(file: FileHandle, { folder, octetsMax, freeOctetsMin }: SpoolOptions) {
    const count = Math.max(1, Math.floor(octetsMax / BLOCK_LENGTH));
    const slots = new SharedArrayBuffer(count * Int32Array.BYTES_PER_ELEMENT);
    this.#file = file;
    this.#slots = new SpoolSlots(slots);
    this.memory = { descriptor: file.fd, slots, folder, freeOctetsMin };
  }

  /** Makes the file, that only the owner may read for as long as it has a name. Rejects where the folder cannot be written into. */
  static async open(options: SpoolOptions): Promise<Spool> {
    await makeFolder(options.folder, options.owner);
    const path = join(options.folder, `.spool-${randomBytes(8).toString('hex')}`);
    const file = await open(path, 'wx+', 0o600);
    try {
      await unlink(path);
      return new Spool(file, options);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Begins to fetch what will be read next. */
  fetch(slot: number, length: number): void {
    if (this.#other.length === 0) this.#other = Buffer.allocUnsafeSlow(BLOCK_LENGTH);
    this.#ahead ??= { slot, read: this.#fill(this.#other, slot, length) };
  }

  /** The octets of a block, good until the next call, and lets go of its slot; null where they cannot be read. */
  async read(slot: number, length: number): Promise<Buffer | null> {
    if (this.#ahead?.slot !== slot) {
      await this.#ahead?.read;
      this.#ahead = null;
      this.fetch(slot, length);
    }
    const whole = await this.#ahead!.read;
    this.#ahead = null;
    [this.#buffer, this.#other] = [this.#other, this.#buffer];
    this.#slots.release(slot);
    return whole ? this.#buffer : null;
  }

  async close(): Promise<void> {
    await this.#ahead?.read;
    await this.#file.close();
  }

  async #fill(buffer: Buffer, slot: number, length: number): Promise<boolean> {
    try {
      for (let at = 0; at < length;) {
        const { bytesRead } = await this.#file.read(buffer, at, length - at, slot * BLOCK_LENGTH + at);
        if (bytesRead === 0) return false;
        at += bytesRead;
      }
      return true;
    } catch {
      return false;
    }
  }
}
