/** Octets of one block of frames: the longest frame fits twice. */
export const BLOCK_LENGTH = 512 << 10;

/** Who still needs a block. */
export const HELD_BY_ANALYSIS = 1;
export const HELD_BY_RECORDER = 2;
export const HELD_BY_FILLER = 4;
/** It is on its way to the disk. */
export const HELD_BY_SPOOL = 8;

/** The memory of a ring, as it is handed to another thread. */
export interface RingMemory {
  readonly octets: SharedArrayBuffer;
  readonly words: SharedArrayBuffer;
}

/** Memory for so many blocks of each holder; none of it is used before a block is. */
export function ringMemory(blocksEach: number): RingMemory {
  // One more for what is being filled.
  const blocks = blocksEach * 2 + 1;
  return {
    octets: new SharedArrayBuffer(blocks * BLOCK_LENGTH),
    words: new SharedArrayBuffer(blocks * Int32Array.BYTES_PER_ELEMENT),
  };
}

/**
 * Blocks of frames in memory that two threads share: the one that captures fills them, the recorder and the analysis read
 * them and let go. Each of the two may hold half of the blocks, so that neither starves the other.
 */
export class BlockRing {
  readonly buffer: Buffer;
  readonly blocksEach: number;
  readonly #words: Int32Array;
  readonly #count: number;

  constructor(memory: RingMemory) {
    this.buffer = Buffer.from(memory.octets);
    this.#words = new Int32Array(memory.words);
    this.#count = this.#words.length;
    this.blocksEach = (this.#count - 1) / 2;
  }

  /** Index of the lowest block that nobody holds, so that an idle ring stays small in memory; -1 where there is none. */
  free(): number {
    for (let index = 0; index < this.#count; index += 1) if (Atomics.load(this.#words, index) === 0) return index;
    return -1;
  }

  /** Position of a block in the buffer. */
  start(index: number): number {
    return index * BLOCK_LENGTH;
  }

  /** Blocks that a holder has, or any of several. */
  held(holder: number): number {
    let count = 0;
    for (let index = 0; index < this.#count; index += 1) if ((Atomics.load(this.#words, index) & holder) !== 0) count += 1;
    return count;
  }

  hold(index: number, holder: number): void {
    Atomics.or(this.#words, index, holder);
  }

  release(index: number, holder: number): void {
    Atomics.and(this.#words, index, ~holder);
  }
}
