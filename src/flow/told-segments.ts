import type { Side } from '../bytes/chunk.ts';
import type { Packet } from '../packet/packet.ts';
import { mix } from './flow-key.ts';

/** Segments remembered of each side: the last ones told. What repeats octets from before them is not compared. */
const SEGMENTS = 2;
/** Words a segment: its sequence number, its length (0: none), a digest of its first octets, and one of all that is compared. */
const SEGMENT_WORDS = 4;
const LENGTH = 1;
const HEAD = 2;
const WHOLE = 3;
const SIDE_WORDS = SEGMENTS * SEGMENT_WORDS;
const WORDS = 2 * SIDE_WORDS;
/** Octets under HEAD: repeated segments of another length are compared as far as this. */
const HEAD_LENGTH = 32;
/** Of a long segment the first and the last octets are compared: all of them would cost more than reading them does. */
const FRONT_LENGTH = 192;
const BACK_LENGTH = 64;
const CAPACITY_FIRST = 1_024;
const EMPTY = Buffer.alloc(0);

/**
 * What was told last of each direction that somebody reads, as digests: enough to notice that a segment is sent again with other octets
 * (somebody answers in another's name, or means to be read differently by us and by the receiver), without keeping the octets.
 */
export class ToldSegments {
  #words = new Int32Array(0);
  #buffer: Buffer = EMPTY;
  #view: DataView = new DataView(EMPTY.buffer, 0, 0);
  #otherBuffer: Buffer = EMPTY;
  #otherView: DataView = this.#view;
  readonly #seed: number;

  /** `seed` keeps others from choosing octets that digest alike; no result depends on it. */
  constructor(seed: number) {
    this.#seed = seed | 0;
  }

  /** A new flow has taken this slot. */
  begin(slot: number): void {
    if ((slot + 1) * WORDS <= this.#words.length) this.#words.fill(0, slot * WORDS, (slot + 1) * WORDS);
  }

  /** Octets `buffer[at, at + length)`, the first of them with this sequence number, go out to be read. */
  remember(slot: number, side: Side, sequence: number, buffer: Buffer, at: number, length: number): void {
    if ((slot + 1) * WORDS > this.#words.length) this.#grow(slot);
    const words = this.#words;
    const base = slot * WORDS + side * SIDE_WORDS;
    for (let i = base + SIDE_WORDS - 1; i >= base + SEGMENT_WORDS; i -= 1) words[i] = words[i - SEGMENT_WORDS]!;
    words[base] = sequence;
    words[base + LENGTH] = length;
    words[base + HEAD] = length < HEAD_LENGTH ? 0 : this.#digest(buffer, at, at + HEAD_LENGTH, this.#seed);
    words[base + WHOLE] = this.#whole(buffer, at, at + length);
  }

  /** True where the captured payload of a segment was told before and was other octets. */
  differs(slot: number, side: Side, sequence: number, { buffer, payloadAt: at, payloadEnd, payloadLength }: Packet): boolean {
    const length = Math.min(payloadEnd - at, payloadLength);
    if (length <= 0 || (slot + 1) * WORDS > this.#words.length) return false;
    const words = this.#words;
    const first = slot * WORDS + side * SIDE_WORDS;
    for (let base = first; base < first + SIDE_WORDS; base += SEGMENT_WORDS) {
      const told = words[base + LENGTH]!;
      if (told === 0 || words[base] !== sequence) continue;
      if (told === length) return words[base + WHOLE] !== this.#whole(buffer, at, at + length);
      return told >= HEAD_LENGTH && length >= HEAD_LENGTH && words[base + HEAD] !== this.#digest(buffer, at, at + HEAD_LENGTH, this.#seed);
    }
    return false;
  }

  #whole(buffer: Buffer, at: number, end: number): number {
    if (end - at <= FRONT_LENGTH + BACK_LENGTH) return this.#digest(buffer, at, end, this.#seed);
    return this.#digest(buffer, end - BACK_LENGTH, end, this.#digest(buffer, at, at + FRONT_LENGTH, this.#seed));
  }

  /** Four lanes, so that the processor need not wait for one multiplication before the next. */
  #digest(buffer: Buffer, at: number, end: number, seed: number): number {
    const view = this.#viewOf(buffer);
    let a = seed;
    let b = a ^ 0x2545f491;
    let c = a ^ 0x6c8e9cf5;
    let d = a ^ 0x1b873593;
    let i = at;
    for (; i + 16 <= end; i += 16) {
      a = Math.imul(a ^ view.getInt32(i, true), 0x85ebca6b);
      b = Math.imul(b ^ view.getInt32(i + 4, true), 0xc2b2ae35);
      c = Math.imul(c ^ view.getInt32(i + 8, true), 0x9e3779b1);
      d = Math.imul(d ^ view.getInt32(i + 12, true), 0x27d4eb2f);
      a ^= a >>> 15;
      b ^= b >>> 15;
      c ^= c >>> 15;
      d ^= d >>> 15;
    }
    for (; i < end; i += 1) a = Math.imul(a ^ buffer[i]!, 0x01000193);
    return mix(mix(mix(mix(a) + b) + c) + d);
  }

  /** A view costs an object; the buffer is most often that of the segment before, or of the one before that where segments were held. */
  #viewOf(buffer: Buffer): DataView {
    if (buffer === this.#buffer) return this.#view;
    const known = buffer === this.#otherBuffer ? this.#otherView : new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
    this.#otherBuffer = this.#buffer;
    this.#otherView = this.#view;
    this.#buffer = buffer;
    return (this.#view = known);
  }

  #grow(slot: number): void {
    let capacity = Math.max(CAPACITY_FIRST, this.#words.length / WORDS);
    while (capacity <= slot) capacity *= 2;
    const words = new Int32Array(capacity * WORDS);
    words.set(this.#words);
    this.#words = words;
  }
}
