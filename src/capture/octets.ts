import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { HEADROOM } from './bounds.ts';

/** A capture's octets as they come, pulled block by block. The current block is `buffer[start, end)`, until the next call. */
export interface Octets {
  readonly buffer: Buffer;
  readonly start: number;
  readonly end: number;
  readonly octetsRead: number;
  /** Null for streams. */
  readonly octetsTotal: number | null;
  /** Goes on to the next block; false at the end, also where the signal fires. */
  next(signal: AbortSignal): Promise<boolean>;
  /** The code of the system's error that ended the reading early, such as `EIO`. */
  readonly failure: string | null;
  /** Of all octets read; to be called once, after the end. */
  sha256(): string;
  close(): Promise<void>;
}

/** The system's name of an error, such as `ENOENT`. */
export function systemCode(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' ? code : 'unknown';
}

const BLOCK_LENGTH = 4 << 20;
/** A file may be longer than it says: one that grows, or one that the kernel makes up. */
const BLOCK_LENGTH_MIN = 64 << 10;

/** A file read and hashed on the calling thread, in blocks with room in front. */
export class FileOctets implements Octets {
  readonly buffer: Buffer;
  readonly start = HEADROOM;
  end = HEADROOM;
  octetsRead = 0;
  readonly octetsTotal: number;
  failure: string | null = null;
  private readonly file: FileHandle;
  private readonly hash = createHash('sha256');

  constructor(file: FileHandle, length: number) {
    this.file = file;
    this.octetsTotal = length;
    // One octet more than the file: its end is found by a short read, without a second block.
    this.buffer = Buffer.allocUnsafeSlow(HEADROOM + Math.min(BLOCK_LENGTH, Math.max(BLOCK_LENGTH_MIN, length + 1)));
  }

  async next(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted || this.failure !== null) return false;
    try {
      const { bytesRead } = await this.file.read(this.buffer, HEADROOM, this.buffer.length - HEADROOM, null);
      this.end = HEADROOM + bytesRead;
      this.octetsRead += bytesRead;
      this.hash.update(this.buffer.subarray(HEADROOM, this.end));
      return bytesRead > 0;
    } catch (error) {
      this.failure = systemCode(error);
      return false;
    }
  }

  sha256(): string {
    return this.hash.digest('hex');
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
