import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { Notice } from '../model/snapshot.ts';
import { openCapture, type Opening } from '../capture/open-capture.ts';
import { systemCode } from '../capture/octets.ts';
import { CaptureError, type Frame, type Progress, type Source, type SourceReport } from '../capture/source.ts';

/** Octets that are read at a time: what they hold waits in memory until its moment comes. */
const BLOCK_LENGTH = 64 << 10;
/** Frames are handed over in steps of this many milliseconds. */
const STEP_MS = 5;

const INTERRUPTED: Notice = { code: 'capture-interrupted', count: 1, incomplete: true };

/** A frame that waits for its moment, with octets of its own. */
interface Waiting {
  readonly octets: Buffer;
  readonly originalLength: number;
  readonly timestamp: number;
  readonly linkType: number;
  readonly number: number;
}

/**
 * A capture file that is handed over as it once came: frame by frame at the times it carries, or `pace` times as fast. It stands in for
 * a network where there is none: to show what a session looked like, and to test everything that watches one.
 */
export class PacedSource implements Source {
  readonly name: string;
  readonly #path: string;
  readonly #pace: number;
  readonly #monotonicMs: () => number;
  readonly #opening: Opening;
  #queue: Waiting[] = [];
  #at = 0;
  #source: Source | null = null;
  #frames = 0;
  #octets = 0;
  #first: number | null = null;
  #last: number | null = null;
  #begunMs = 0;
  #wake: (() => void) | null = null;

  constructor(path: string, pace: number, monotonicMs: () => number, opening: Opening = (opens) => opens()) {
    this.name = basename(path);
    this.#path = path;
    this.#pace = pace;
    this.#monotonicMs = monotonicMs;
    this.#opening = opening;
  }

  progress(): Progress {
    const { octetsRead, octetsTotal } = this.#source?.progress() ?? { octetsRead: 0, octetsTotal: null };
    return { octetsRead, octetsTotal, frames: this.#frames };
  }

  async run(onFrame: (frame: Frame) => void, signal: AbortSignal): Promise<SourceReport> {
    const frame: Frame = { buffer: Buffer.alloc(0), start: 0, end: 0, originalLength: 0, timestamp: 0, linkType: 0, number: 0 };
    const deliver = (waiting: Waiting): void => {
      frame.buffer = waiting.octets;
      frame.end = waiting.octets.length;
      frame.originalLength = waiting.originalLength;
      frame.timestamp = waiting.timestamp;
      frame.linkType = waiting.linkType;
      frame.number = waiting.number;
      onFrame(frame);
    };
    const file = await this.#opening(() => openFile(this.#path));
    const onAbort = (): void => this.#wake?.();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const source = openCapture('-', { input: Readable.from(this.#blocks(file, deliver, signal)) });
      this.#source = source;
      const report = await source.run((read) => this.#keep(read), signal);
      await this.#drain(deliver, signal);
      if (!signal.aborted || this.#frames === report.frames) return report;
      // What was read ahead and not handed over was never seen.
      const notices = [...report.notices.filter(({ code }) => code !== INTERRUPTED.code), INTERRUPTED];
      return { ...report, frames: this.#frames, octets: this.#octets, first: this.#first, last: this.#last, notices };
    } catch (error) {
      throw error instanceof CaptureError ? new CaptureError(error.code, this.#path, error.message) : error;
    } finally {
      signal.removeEventListener('abort', onAbort);
      await file.close();
    }
  }

  /** The file in blocks; the next is read when all frames of the one before have been handed over. */
  async *#blocks(file: FileHandle, deliver: (waiting: Waiting) => void, signal: AbortSignal): AsyncGenerator<Buffer> {
    for await (const block of file.createReadStream({ highWaterMark: BLOCK_LENGTH })) {
      await this.#drain(deliver, signal);
      yield block as Buffer;
    }
  }

  #keep({ buffer, start, end, originalLength, timestamp, linkType, number }: Frame): void {
    this.#queue.push({ octets: Buffer.from(buffer.subarray(start, end)), originalLength, timestamp, linkType, number });
  }

  /** Hands over what waits, each frame at its time; all at once is dropped where the signal fires. */
  async #drain(deliver: (waiting: Waiting) => void, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#deliverDue(deliver);
      if (this.#at >= this.#queue.length) break;
      await this.#pause();
    }
    this.#queue = [];
    this.#at = 0;
  }

  #deliverDue(deliver: (waiting: Waiting) => void): void {
    for (; this.#at < this.#queue.length; this.#at += 1) {
      const waiting = this.#queue[this.#at]!;
      if (this.#first === null) {
        this.#first = waiting.timestamp;
        this.#begunMs = this.#monotonicMs();
      }
      const dueMs = this.#begunMs + (waiting.timestamp - this.#first) / 1_000 / this.#pace;
      if (dueMs > this.#monotonicMs()) return;
      this.#frames += 1;
      this.#octets += waiting.originalLength;
      this.#last = waiting.timestamp;
      deliver(waiting);
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), STEP_MS);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
    });
  }
}

/** A file that cannot be read is told apart from one that is no capture. */
async function openFile(path: string): Promise<FileHandle> {
  try {
    if ((await stat(path)).isDirectory()) throw new CaptureError('capture-is-directory', path, 'EISDIR');
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof CaptureError) throw error;
    const code = systemCode(error);
    throw new CaptureError(code === 'ENOENT' || code === 'ENOTDIR' ? 'capture-missing' : 'capture-unreadable', path, code);
  }
}
