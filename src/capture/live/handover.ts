import { type BlockRing, HELD_BY_ANALYSIS, HELD_BY_SPOOL } from './block-ring.ts';
import type { SpoolWriter } from './spool-writer.ts';

/** Frames that were captured one after the other: `first` and what follows it. */
export interface FrameRun {
  readonly first: number;
  readonly frames: number;
  /** Octets of their blocks. */
  readonly octets: number;
}

/** A filled block for the analysis, `length` octets long. */
export interface FilledBlock extends FrameRun {
  /** Where it lies: a block of the ring, or else a slot of the spool; -1 for the one where it is not. */
  readonly index: number;
  readonly slot: number;
  readonly length: number;
  /** When its last frame was captured, in microseconds since the epoch. */
  readonly until: number;
  /** Interfaces that were described before it, and when it ends. */
  readonly interfacesBefore: number;
  readonly interfacesAfter: number;
}

/** A block on its way; `ready` once it is where the analysis will find it. */
interface Passing {
  block: FilledBlock;
  ready: boolean;
}

/**
 * Hands filled blocks to the analysis, in the order in which they come: in memory for as long as it follows, through the spool where
 * it falls behind. Half of its share of the ring holds what it has not read; the other half what is on its way to the disk.
 */
export class Handover {
  readonly #ring: BlockRing;
  readonly #spool: SpoolWriter | null;
  readonly #give: (block: FilledBlock) => void;
  readonly #passing: Passing[] = [];
  readonly #spooledFrom: number;
  #settled: () => void = () => undefined;
  /** Told when a block of the ring has come free. */
  onRoom: () => void = () => undefined;

  constructor(ring: BlockRing, spool: SpoolWriter | null, give: (block: FilledBlock) => void) {
    this.#ring = ring;
    this.#spool = spool;
    this.#give = give;
    this.#spooledFrom = Math.max(2, ring.blocksEach >> 1);
  }

  /** Blocks of the ring that wait for the analysis, on their way to the disk or not. */
  get waiting(): number {
    return this.#ring.held(HELD_BY_ANALYSIS | HELD_BY_SPOOL);
  }

  /** True where so few blocks are left that a capture which can wait should. */
  get tight(): boolean {
    return this.waiting >= this.#ring.blocksEach - 2;
  }

  /** Takes a block of the ring; false where there is no room for it. */
  take(block: FilledBlock): boolean {
    const ring = this.#ring;
    const { waiting } = this;
    if (waiting >= ring.blocksEach) return false;
    const passing: Passing = { block, ready: false };
    if (waiting < this.#spooledFrom || !this.#toSpool(passing)) {
      ring.hold(block.index, HELD_BY_ANALYSIS);
      passing.ready = true;
    }
    this.#passing.push(passing);
    this.#giveReady();
    return true;
  }

  /** Kept when everything that was taken has been given. */
  async settle(): Promise<void> {
    if (this.#passing.length > 0) await new Promise<void>((resolve) => (this.#settled = resolve));
  }

  #toSpool(passing: Passing): boolean {
    const ring = this.#ring;
    const { index, length } = passing.block;
    const start = ring.start(index);
    const done = (slot: number): void => {
      if (slot >= 0) passing.block = { ...passing.block, index: -1, slot };
      // What could not be written is still in memory.
      else ring.hold(index, HELD_BY_ANALYSIS);
      ring.release(index, HELD_BY_SPOOL);
      passing.ready = true;
      this.#giveReady();
      this.onRoom();
    };
    if (this.#spool?.take(ring.buffer, start, start + length, done) !== true) return false;
    ring.hold(index, HELD_BY_SPOOL);
    return true;
  }

  #giveReady(): void {
    while (this.#passing[0]?.ready === true) this.#give(this.#passing.shift()!.block);
    if (this.#passing.length === 0) this.#settled();
  }
}
