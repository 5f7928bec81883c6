import type { Chunk, Side } from '../bytes/chunk.ts';

const EMPTY = Buffer.alloc(0);

/** A chunk that is filled anew for each call: one for the whole run. */
export class ReusedChunk implements Chunk {
  buffer: Buffer = EMPTY;
  start = 0;
  end = 0;
  sender: Side = 0;

  /** Points at `buffer[start, end)`. */
  set(buffer: Buffer, start: number, end: number, sender: Side): this {
    this.buffer = buffer;
    this.start = start;
    this.end = end;
    this.sender = sender;
    return this;
  }

  /** Lets go of the buffer. */
  clear(): void {
    this.buffer = EMPTY;
  }
}
