import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordedFile, RecordingOptions } from './recording.ts';

/** Milliseconds that written octets may stay in memory before they are forced to the disk. */
const SYNC_AFTER_MS = 1_000;

/** One pcapng file that is being written: hashed on the way, forced to the disk every second and at its end. */
export class RecordFile {
  readonly name: string;
  readonly first: number;
  frames = 0;
  octets = 0;
  readonly openedAt: number;
  /** The system's name of an error that forcing to the disk met. */
  syncTrouble: Error | null = null;
  /** Somebody has deleted it: what is written into it now is lost when it is closed. */
  isGone = false;
  readonly #handle: FileHandle;
  readonly #path: string;
  readonly #hash = createHash('sha256');
  #timer: NodeJS.Timeout | null = null;
  #syncing: Promise<void> = Promise.resolve();

  private constructor(handle: FileHandle, folder: string, name: string, first: number, openedAt: number) {
    this.#handle = handle;
    this.#path = join(folder, name);
    this.name = name;
    this.first = first;
    this.openedAt = openedAt;
  }

  /** Creates the file, which must not exist; `first` is the number of the frame that comes first, `now` milliseconds since the epoch. */
  static async create(options: RecordingOptions, name: string, first: number, now: number): Promise<RecordFile> {
    const handle = await open(join(options.folder, name), 'wx', 0o600);
    const { owner } = options;
    // Some file systems know no owners: the recording is worth more.
    if (owner !== null) await handle.chown(owner.user, owner.group).catch(() => undefined);
    return new RecordFile(handle, options.folder, name, first, now);
  }

  get facts(): RecordedFile {
    return { name: this.name, first: this.first, frames: this.frames, octets: this.octets, sha256: null, state: 'open' };
  }

  /** Writes `buffer[start, end)`, whole or not at all: where it fails the file is cut to what it was, and the promise rejects. */
  async write(buffer: Buffer, start: number, end: number, frames: number): Promise<void> {
    let at = start;
    try {
      while (at < end) at += (await this.#handle.write(buffer, at, end - at, this.octets + at - start)).bytesWritten;
    } catch (error) {
      await this.#handle.truncate(this.octets).catch(() => undefined);
      throw error;
    }
    this.#hash.update(buffer.subarray(start, end));
    this.octets += end - start;
    this.frames += frames;
    this.#timer ??= setTimeout(() => this.#sync(), SYNC_AFTER_MS);
  }

  /** Forces everything to the disk and closes the file. It is `deleted` where nothing leads to it any more. */
  async close(): Promise<RecordedFile> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#syncing;
    try {
      await this.#force();
    } finally {
      await this.#handle.close();
    }
    return { ...this.facts, sha256: this.#hash.digest('hex'), state: this.isGone ? 'deleted' : 'closed' };
  }

  /** Closes the file and deletes it: it holds no frame. */
  async discard(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#syncing;
    await this.#handle.close();
    await rm(this.#path, { force: true });
  }

  #sync(): void {
    this.#timer = null;
    const before = this.#syncing;
    this.#syncing = before
      .then(() => this.#force())
      .catch((error: unknown) => {
        this.syncTrouble = error as Error;
      });
  }

  async #force(): Promise<void> {
    await this.#handle.datasync();
    this.isGone = (await this.#handle.stat()).nlink === 0;
  }
}
