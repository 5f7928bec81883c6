import { ftruncate, write } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import { systemCode } from '../octets.ts';
import { BLOCK_LENGTH } from './block-ring.ts';
import { type SpoolMemory, SpoolSlots } from './spool.ts';

const writeAt = promisify(write);
const truncate = promisify(ftruncate);

/** Why the spool takes nothing at the moment: its bound is reached, the disk has no room left, or writing failed. */
export type SpoolTrouble = 'full' | 'disk-full' | 'failed';

/** What a spool has become so far. */
export interface SpoolState {
  /** Blocks that wait in the file. */
  readonly blocks: number;
  /** How often it came to a stop, and why the last time; null where it never did. */
  readonly stops: number;
  readonly trouble: SpoolTrouble | null;
}

interface Job {
  readonly buffer: Buffer;
  readonly start: number;
  readonly end: number;
  readonly slot: number;
  readonly done: (slot: number) => void;
}

/** Milliseconds until a disk that was full, or failed, is tried again. */
const RETRY_AFTER_MS = 1_000;
/** Slots by which the file grows between two looks at how much room the disk has: 32 MiB. */
const ROOM_CHECKED_EVERY = 64;
const FULL: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** What became of a spool that could not even be made. */
export function unmadeSpool(error: unknown): SpoolState {
  return { blocks: 0, stops: 1, trouble: troubleOf(error) };
}

function troubleOf(error: unknown): SpoolTrouble {
  return FULL.includes(systemCode(error)) ? 'disk-full' : 'failed';
}

/** Writes blocks into the spool, one after the other, on the thread that captures, without ever keeping it waiting. */
export class SpoolWriter {
  readonly #memory: SpoolMemory;
  readonly #slots: SpoolSlots;
  readonly #now: () => number;
  readonly #queue: Job[] = [];
  #pumping = false;
  /** Slots for which the disk was seen to have room, and those that the file reaches over. */
  #roomFor = 0;
  #reach = 0;
  #stops = 0;
  #trouble: SpoolTrouble | null = null;
  #lastTrouble: SpoolTrouble | null = null;
  #retryAt = 0;

  /** `now`: milliseconds, of any clock. */
  constructor(memory: SpoolMemory, now: () => number) {
    this.#memory = memory;
    this.#slots = new SpoolSlots(memory.slots);
    this.#now = now;
  }

  /**
   * Takes `buffer[start, end)` in, which must stay as it is until `done` is told the slot where it now lies, or -1 where it could not
   * be written. False where nothing is taken at the moment: then `done` is not called.
   */
  take(buffer: Buffer, start: number, end: number, done: (slot: number) => void): boolean {
    if (this.#trouble !== null && this.#trouble !== 'full' && this.#now() < this.#retryAt) return false;
    const slot = this.#slots.take();
    if (slot < 0) {
      if (this.#trouble === null) this.#stop('full');
      return false;
    }
    if (this.#trouble === 'full') this.#trouble = null;
    this.#queue.push({ buffer, start, end, slot, done });
    void this.#pump();
    return true;
  }

  state(): SpoolState {
    return { blocks: this.#slots.taken, stops: this.#stops, trouble: this.#lastTrouble };
  }

  /** Gives the disk back where nothing waits any more. */
  tidy(): void {
    if (this.#reach > 0 && !this.#pumping && this.#slots.taken === 0) void this.#pump();
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    for (;;) {
      const job = this.#queue.shift();
      if (job !== undefined) await this.#carry(job);
      // What is taken in from here on is written after the file was cut.
      else if (this.#reach > 0 && this.#slots.taken === 0) await this.#cut();
      else break;
    }
    this.#pumping = false;
  }

  async #carry({ buffer, start, end, slot, done }: Job): Promise<void> {
    try {
      await this.#checkRoom(slot);
      this.#reach = Math.max(this.#reach, slot + 1);
      const { descriptor } = this.#memory;
      for (let at = start; at < end;)
        at += (await writeAt(descriptor, buffer, at, end - at, slot * BLOCK_LENGTH + at - start)).bytesWritten;
      this.#trouble = null;
      done(slot);
    } catch (error) {
      this.#slots.release(slot);
      this.#stop(troubleOf(error));
      done(-1);
    }
  }

  async #cut(): Promise<void> {
    this.#reach = this.#roomFor = 0;
    await truncate(this.#memory.descriptor, 0).catch(() => undefined);
  }

  /** Throws where the disk has no room for the file to grow beside what shall stay free. */
  async #checkRoom(slot: number): Promise<void> {
    if (slot < this.#roomFor) return;
    const { folder, freeOctetsMin } = this.#memory;
    const { bavail, bsize } = await statfs(folder);
    const grown = slot + ROOM_CHECKED_EVERY;
    if (bavail * bsize - ROOM_CHECKED_EVERY * BLOCK_LENGTH < freeOctetsMin) throw Object.assign(new Error('disk full'), { code: 'ENOSPC' });
    this.#roomFor = grown;
  }

  #stop(trouble: SpoolTrouble): void {
    if (this.#trouble === null) this.#stops += 1;
    this.#trouble = this.#lastTrouble = trouble;
    this.#retryAt = this.#now() + RETRY_AFTER_MS;
  }
}
