import { readdir, statfs, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../octets.ts';
import { type InterfaceDescription, interfaceDescription, interfaceStatistics, sectionHeader } from './pcapng-blocks.ts';
import { makeFolder, syncFolder } from './folder.ts';
import { RecordFile } from './record-file.ts';
import { IndexFile } from './index-file.ts';
import type { RecordedFile, RecordingOptions, RecordingState } from './recording.ts';

/** Whole pcapng packet blocks with the frames `first` to `first + frames - 1`; the recorder lets go of it when it is written. */
export interface RecordBlock {
  readonly buffer: Buffer;
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly frames: number;
  /** Interfaces that were described before this block; it describes further ones itself. */
  readonly interfacesBefore: number;
  readonly release: () => void;
}

/** What the interfaces say at the end. */
export interface FinalCounts {
  readonly kernelDrops: number | null;
  readonly interfaceDrops: number | null;
  /** Microseconds since the epoch. */
  readonly at: number;
}

const RETRY_AFTER_MS = 5_000;
/** Octets between two looks at how much room the disk has. */
const ROOM_CHECKED_EVERY = 16 << 20;
const FULL: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/**
 * Writes blocks of frames into a ring of pcapng files, one after the other, without ever keeping the capture waiting: what
 * cannot be written is counted as missing, and writing is tried again later. A gap begins a new file, so that the frames of
 * one file follow each other.
 */
export class Recorder {
  readonly #options: RecordingOptions;
  readonly #now: () => number;
  readonly #interfaces: Buffer[] = [];
  readonly #queue: RecordBlock[] = [];
  readonly #files: RecordedFile[] = [];
  readonly #header = sectionHeader();
  #file: RecordFile | null = null;
  #stem = '';
  #index: IndexFile | null = null;
  #sequence = 0;
  #pumping: Promise<void> | null = null;
  #frames = 0;
  #octets = 0;
  #missingFrames = 0;
  #missingOctets = 0;
  #waiting = 0;
  #trouble: RecordingState['trouble'] = null;
  #retryAt = 0;
  #roomCheckedAt = 0;

  /** `now`: milliseconds since the epoch, for names and ages of files. */
  constructor(options: RecordingOptions, now: () => number) {
    this.#options = options;
    this.#now = now;
  }

  /** Makes the folder and sees whether it can be written into; what stands in the way is in `state().trouble`. */
  async start(): Promise<void> {
    try {
      await this.#prepare();
      await this.#checkRoom(0);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Adds an interface, in the order of its number. */
  describe(description: InterfaceDescription): void {
    this.#interfaces.push(interfaceDescription(description));
  }

  /** Takes a block in; returns at once. */
  record(block: RecordBlock): void {
    this.#queue.push(block);
    this.#waiting += block.end - block.start;
    this.#pumping ??= this.#pump();
  }

  /** Counts frames that could not even be queued. */
  miss(frames: number, octets: number): void {
    this.#missingFrames += frames;
    this.#missingOctets += octets;
  }

  state(): RecordingState {
    const open = this.#file === null ? [] : [this.#file.facts];
    return {
      folder: this.#options.folder,
      files: [...this.#files, ...open],
      frames: this.#frames,
      octets: this.#octets,
      missingFrames: this.#missingFrames,
      missingOctets: this.#missingOctets,
      waitingOctets: this.#waiting,
      trouble: this.#trouble,
    };
  }

  /** Writes what waits, then the counts of lost frames, and closes the last file. */
  async close(counts: FinalCounts): Promise<RecordingState> {
    while (this.#pumping !== null) await this.#pumping;
    try {
      const known = counts.kernelDrops !== null || counts.interfaceDrops !== null;
      if (known && this.#file !== null && this.#interfaces.length > 0) {
        const block = interfaceStatistics(0, counts.at, counts.kernelDrops, counts.interfaceDrops);
        await this.#file.write(block, 0, block.length, 0);
      }
    } catch (error) {
      this.#fail(error);
    }
    await this.#closeFile();
    await this.#index?.flush().catch((error: unknown) => this.#fail(error));
    return this.state();
  }

  async #prepare(): Promise<void> {
    const { folder, owner } = this.#options;
    await makeFolder(folder, owner);
    while (this.#index === null) {
      this.#stem = await freeStem(folder, this.#now());
      // Another recording may begin in this folder at the same moment: the name is whose index is there first.
      this.#index = await IndexFile.create(this.#options, this.#stem);
    }
  }

  async #pump(): Promise<void> {
    for (let block = this.#queue.shift(); block !== undefined; block = this.#queue.shift()) {
      const length = block.end - block.start;
      if (await this.#write(block, length)) {
        this.#frames += block.frames;
        this.#octets += length;
      } else this.miss(block.frames, length);
      this.#waiting -= length;
      block.release();
    }
    this.#pumping = null;
  }

  async #write(block: RecordBlock, length: number): Promise<boolean> {
    if (this.#trouble !== null && this.#now() < this.#retryAt) return false;
    try {
      if (this.#index === null) await this.#prepare();
      if (this.#file !== null && this.#file.syncTrouble !== null) throw this.#file.syncTrouble;
      if (this.#file !== null && this.#mustRotate(this.#file, block, length)) await this.#closeFile();
      await this.#checkRoom(length);
      this.#file ??= await this.#open(block);
      await this.#file.write(block.buffer, block.start, block.end, block.frames);
      this.#trouble = null;
      return true;
    } catch (error) {
      this.#fail(error);
      await this.#closeFile();
      return false;
    }
  }

  #mustRotate(file: RecordFile, block: RecordBlock, length: number): boolean {
    if (file.frames === 0) return false;
    const { fileOctetsMax, fileSecondsMax } = this.#options;
    const gap = file.first + file.frames !== block.first;
    return gap || file.isGone || file.octets + length > fileOctetsMax || this.#now() - file.openedAt >= fileSecondsMax * 1_000;
  }

  async #open(block: RecordBlock): Promise<RecordFile> {
    const now = this.#now();
    const { filesMax } = this.#options;
    while (filesMax !== null && this.#kept() >= filesMax) await this.#deleteOldest();
    this.#sequence += 1;
    const name = `${this.#stem}-${String(this.#sequence).padStart(4, '0')}-${timeName(now)}.pcapng`;
    const file = await RecordFile.create(this.#options, name, block.first, now);
    this.#file = file;
    const header = Buffer.concat([this.#header, ...this.#interfaces.slice(0, block.interfacesBefore)]);
    await file.write(header, 0, header.length, 0);
    await syncFolder(this.#options.folder);
    return file;
  }

  /** Closes the open file and notes it in the index. Never throws. */
  async #closeFile(): Promise<void> {
    const file = this.#file;
    if (file === null) return;
    this.#file = null;
    try {
      if (file.frames === 0) {
        await file.discard();
        return;
      }
      const index = this.#files.push({ ...file.facts, state: 'closed' }) - 1;
      const facts = await file.close();
      this.#files[index] = facts;
      const { name, first, frames, octets, sha256, state } = facts;
      if (state === 'deleted') {
        this.#frames -= frames;
        this.miss(frames, octets);
      }
      await this.#index?.note({ file: name, first, frames, octets, sha256: sha256 ?? '' });
      if (state === 'deleted') await this.#index?.note({ deleted: name });
    } catch (error) {
      this.#fail(error);
    }
  }

  #kept(): number {
    return this.#files.filter((file) => file.state === 'closed').length;
  }

  /** Makes room in a ring; false where there is nothing that may go. */
  async #deleteOldest(): Promise<boolean> {
    const index = this.#files.findIndex((file) => file.state === 'closed');
    const oldest = this.#files[index];
    if (oldest === undefined || this.#options.filesMax === null) return false;
    await unlink(join(this.#options.folder, oldest.name)).catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw error;
    });
    this.#files[index] = { ...oldest, state: 'deleted' };
    await this.#index?.note({ deleted: oldest.name });
    await syncFolder(this.#options.folder);
    return true;
  }

  /** Throws where the disk has no room for `length` octets beside those that shall stay free; a ring gives up its oldest file first. */
  async #checkRoom(length: number): Promise<void> {
    const { folder, freeOctetsMin } = this.#options;
    if (this.#file !== null && this.#octets - this.#roomCheckedAt < ROOM_CHECKED_EVERY) return;
    this.#roomCheckedAt = this.#octets;
    for (;;) {
      const { bavail, bsize } = await statfs(folder);
      if (bavail * bsize - length >= freeOctetsMin) return;
      if (!(await this.#deleteOldest())) throw Object.assign(new Error('disk full'), { code: 'ENOSPC' });
    }
  }

  #fail(error: unknown): void {
    const detail = systemCode(error);
    this.#trouble = { code: FULL.includes(detail) ? 'disk-full' : 'record-failed', detail };
    this.#retryAt = this.#now() + RETRY_AFTER_MS;
  }
}

/** `20260102T030405Z`. */
function timeName(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** A beginning for the names of this recording's files that no other recording in the folder has. */
async function freeStem(folder: string, now: number): Promise<string> {
  const names = await readdir(folder);
  const plain = `mouchard-${timeName(now)}`;
  let stem = plain;
  for (let count = 2; names.some((name) => name.startsWith(`${stem}-`) || name.startsWith(`${stem}.`)); count += 1)
    stem = `${plain}_${count}`;
  return stem;
}
