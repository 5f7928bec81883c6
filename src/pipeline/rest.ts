import type { Chunk, Side } from '../bytes/chunk.ts';
import type { Holder, Place } from '../protocols/tls/pending.ts';
import { PendingOctets } from '../protocols/tls/pending.ts';
import type { Rider } from './rider.ts';

/** Octets of one direction that wait for more. Grows by doubling, so that a trickle costs no more than a flood. */
export class Rest implements Holder {
  buffer: Buffer;
  length = 0;
  place: Place | null = null;
  /** Whose octets these are; null while nothing waits here. */
  rider: Rider | null = null;
  slot = -1;
  crowdedOut: ((slot: number, rider: Rider) => void) | null = null;

  /** With room for `capacity` octets at first. */
  constructor(capacity: number) {
    this.buffer = Buffer.allocUnsafeSlow(capacity);
  }

  /** Copies `from[start, end)` behind what waits. */
  append(from: Buffer, start: number, end: number): void {
    const needed = this.length + end - start;
    if (needed > this.buffer.length) {
      const larger = Buffer.allocUnsafeSlow(needed * 2);
      this.buffer.copy(larger, 0, 0, this.length);
      this.buffer = larger;
    }
    from.copy(this.buffer, this.length, start, end);
    this.length = needed;
  }

  /** Others need the room: the flow whose octets these are is given up. */
  abandon(): void {
    if (this.rider !== null) this.crowdedOut?.(this.slot, this.rider);
  }

  /** Drops the first `count` octets. */
  consume(count: number): void {
    this.buffer.copyWithin(0, count, this.length);
    this.length -= count;
  }
}

/** Reused: what waits, as a chunk. */
class WaitingChunk implements Chunk {
  buffer: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  sender: Side = 0;
}

const CAPACITY_MIN = 2_048;
/** Larger ones are left to the collector, and so are more than so many: a megabyte in all at most. */
const CAPACITY_KEPT_MAX = 8_192;
const KEPT_MAX = 128;

/** Rests that nothing waits in are used again: most flows need one for a moment. All that wait are bounded together. */
export class RestPool {
  readonly #free: Rest[] = [];
  readonly #chunk = new WaitingChunk();
  readonly #waiting: PendingOctets;
  readonly #crowdedOut: (slot: number, rider: Rider) => void;

  /** `crowdedOut` is told which flow has to make room, the one that has waited longest. */
  constructor(octetsMax: number, crowdedOut: (slot: number, rider: Rider) => void) {
    this.#waiting = new PendingOctets(Number.POSITIVE_INFINITY, octetsMax);
    this.#crowdedOut = crowdedOut;
  }

  /** Octets that all rests take. */
  get held(): number {
    return this.#waiting.held;
  }

  /** A rest of a flow that holds a copy of `from[start, end)`. Another flow may have to make room. */
  take(slot: number, rider: Rider, from: Buffer, start: number, end: number): Rest {
    const length = end - start;
    const rest = length <= CAPACITY_KEPT_MAX ? (this.#free.pop() ?? new Rest(Math.max(CAPACITY_MIN, length))) : new Rest(length * 2);
    rest.length = 0;
    rest.slot = slot;
    rest.rider = rider;
    rest.crowdedOut = this.#crowdedOut;
    this.append(rest, from, start, end);
    return rest;
  }

  /** Copies `from[start, end)` behind what waits. Another flow may have to make room. */
  append(rest: Rest, from: Buffer, start: number, end: number): void {
    rest.append(from, start, end);
    this.#waiting.hold(rest, rest.buffer.length);
  }

  /** What waits of a side; the same object each time. */
  chunkOf(rest: Rest, side: Side): Chunk {
    const chunk = this.#chunk;
    chunk.buffer = rest.buffer;
    chunk.end = rest.length;
    chunk.sender = side;
    return chunk;
  }

  /** Takes a rest back; whoever gave it no longer looks into it. */
  giveBack(rest: Rest): void {
    this.#waiting.release(rest);
    rest.rider = null;
    if (rest.buffer.length <= CAPACITY_KEPT_MAX && this.#free.length < KEPT_MAX) this.#free.push(rest);
  }
}
