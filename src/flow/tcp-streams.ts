import type { Side } from '../bytes/chunk.ts';
import { ToldSegments } from './told-segments.ts';

/** Words a slot, one cache line: next sequence number of each side, state; then six doubles over the same memory. */
const WORDS = 16;
const WORD_STATE = 2;
const DOUBLES = 8;
const POSITION = 2;
const PAYLOAD = 4;
const MISSING = 6;
const CAPACITY_FIRST = 4_096;
const SIDE_SHIFT = 8;

/** State of one side of a stream, as bits. */
export const STREAM = {
  /** The next sequence number is known. */
  started: 1,
  /** Nobody wants its octets. */
  stopped: 2,
  /** Early segments are held, or an early FIN. */
  held: 4,
  /** Segments in a row outside any window: a counter of two bits. */
  stray: 8,
  strays: 0x18,
} as const;

/** No window reaches further ahead (RFC 7323, 2.3). */
const AHEAD_MAX = 2 ** 30;
/** No sender repeats what lies so far back. */
const BEHIND_MAX = 2 ** 24;

/** True for a segment, `ahead` octets beyond the next one expected, that no receiver could want and no sender would repeat. */
export function isOutsideWindow(ahead: number, length: number): boolean {
  return ahead > AHEAD_MAX || ahead + length < -BEHIND_MAX;
}

/** Where each direction of each TCP flow stands, as columns over the slots of the flow table. */
export class TcpStreams {
  capacity = 0;
  /** What was told last, to compare what is sent again with. */
  readonly told: ToldSegments;
  #words = new Int32Array(0);
  #doubles = new Float64Array(0);

  /** `seed`: any number; no result depends on it. */
  constructor(seed = 0) {
    this.told = new ToldSegments(seed);
  }

  /** Makes a slot ready for a new flow. */
  begin(slot: number): void {
    if (slot >= this.capacity) this.#grow(slot);
    this.#words.fill(0, slot * WORDS, (slot + 1) * WORDS);
    this.told.begin(slot);
  }

  /** Bits of STREAM. */
  state(slot: number, side: Side): number {
    return (this.#words[slot * WORDS + WORD_STATE]! >> (side * SIDE_SHIFT)) & 0xff;
  }

  /** True where any of these bits of STREAM is set. */
  is(slot: number, side: Side, bits: number): boolean {
    return ((this.#words[slot * WORDS + WORD_STATE]! >> (side * SIDE_SHIFT)) & bits) !== 0;
  }

  raise(slot: number, side: Side, bits: number): void {
    this.#words[slot * WORDS + WORD_STATE]! |= bits << (side * SIDE_SHIFT);
  }

  lower(slot: number, side: Side, bits: number): void {
    this.#words[slot * WORDS + WORD_STATE]! &= ~(bits << (side * SIDE_SHIFT));
  }

  /** Counts a segment outside any window. True where it is one more in a row than can be chance. */
  countStray(slot: number, side: Side): boolean {
    if ((this.state(slot, side) & STREAM.strays) === STREAM.strays) return true;
    this.#words[slot * WORDS + WORD_STATE]! += STREAM.stray << (side * SIDE_SHIFT);
    return false;
  }

  /** Sequence number of the next octet in order, as a signed word. */
  next(slot: number, side: Side): number {
    return this.#words[slot * WORDS + side]!;
  }

  setNext(slot: number, side: Side, sequence: number): void {
    this.#words[slot * WORDS + side] = sequence;
  }

  /** Moves past `length` octets of the stream. */
  advance(slot: number, side: Side, length: number): void {
    const at = slot * WORDS + side;
    this.#words[at] = (this.#words[at]! + length) | 0;
    this.#doubles[slot * DOUBLES + POSITION + side]! += length;
  }

  countPayload(slot: number, side: Side, length: number): void {
    this.#doubles[slot * DOUBLES + PAYLOAD + side]! += length;
  }

  countMissing(slot: number, side: Side, length: number): void {
    this.#doubles[slot * DOUBLES + MISSING + side]! += length;
  }

  position(slot: number, side: Side): number {
    return this.#doubles[slot * DOUBLES + POSITION + side]!;
  }

  payload(slot: number, side: Side): number {
    return this.#doubles[slot * DOUBLES + PAYLOAD + side]!;
  }

  missing(slot: number, side: Side): number {
    return this.#doubles[slot * DOUBLES + MISSING + side]!;
  }

  #grow(slot: number): void {
    let capacity = Math.max(this.capacity, CAPACITY_FIRST);
    while (capacity <= slot) capacity *= 2;
    const words = new Int32Array(capacity * WORDS);
    words.set(this.#words);
    this.#words = words;
    this.#doubles = new Float64Array(words.buffer);
    this.capacity = capacity;
  }
}
