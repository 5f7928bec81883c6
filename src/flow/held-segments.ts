import { SegmentPool, type HeldSegment } from './segment-pool.ts';

/** What a held segment costs beside its octets: the object, the buffer's own header, the list entry. */
export const SEGMENT_COST = 256;
/** Longer ones are moved as a whole. */
const MOVED_MAX = 32;

/** Ranges of a direction that nobody reads: they only serve to count each octet once. */
export const RANGES_MAX = 64;
/** A hole that the receiver has acknowledged is a loss of the capture. Frames swapped in capture are a few apart, hence the patience. */
const CONFIRMATIONS_MAX = 4;
const HELD_BEHIND_ACKED_HOLE_MAX = 32_768;

/**
 * The out-of-order segments of one direction, sorted, without overlaps, first copy wins.
 * Invariant: segments[i].end is at or before segments[i + 1].start, and all lie behind the hole at the stream's next octet.
 */
export class HeldSegments {
  readonly segments: HeldSegment[] = [];
  readonly #pool: SegmentPool;
  /** Sequence number of a FIN that arrived early. */
  fin: number | null = null;
  /** How often the other side has acknowledged octets behind the hole since it opened. */
  confirmations = 0;
  /** Octets of memory held. */
  cost = 0;
  /** Of the last `insert`: octets that were new, and where the first octet differed from the copy held (null: nowhere). */
  added = 0;
  conflictAt: number | null = null;

  /** `pool`: where segments come from, and go when they are done with. */
  constructor(pool = new SegmentPool()) {
    this.#pool = pool;
  }

  /** Makes a list that nothing is held in, and nothing waited for, as good as new. */
  reset(): void {
    this.confirmations = 0;
    this.added = 0;
    this.conflictAt = null;
  }

  /** Where the first hole ends; null where nothing is waited for. */
  holeEnd(): number | null {
    return this.segments[0]?.start ?? this.fin;
  }

  /** A FIN that the stream has come to, by its next octet, is waited for no longer; null: it was another stream's. */
  passFin(next: number | null): void {
    if (this.fin !== null && (next === null || ((this.fin - next) | 0) <= 0)) this.fin = null;
  }

  /** As `isHoleBefore`, once that was said often enough to be a loss of the capture and no disorder. */
  isLostBefore(acknowledged: number): boolean {
    if (!this.isHoleBefore(acknowledged)) return false;
    this.confirmations += 1;
    return this.confirmations >= CONFIRMATIONS_MAX || this.cost >= HELD_BEHIND_ACKED_HOLE_MAX;
  }

  /** True where something is waited for that ends at or before `acknowledged`. */
  isHoleBefore(acknowledged: number): boolean {
    const end = this.holeEnd();
    return end !== null && ((acknowledged - end) | 0) >= 0;
  }

  /** True while there are more segments, or more memory, than allowed. */
  isBeyond(segmentsMax: number, costMax: number): boolean {
    return this.segments.length > segmentsMax || (this.cost > costMax && this.segments.length > 0);
  }

  /** Adds what is new of [start, end), whose captured octets are buffer[at, at + captured). `keep`: copy the octets. */
  insert(start: number, end: number, buffer: Buffer, at: number, captured: number, keep: boolean): void {
    this.added = 0;
    this.conflictAt = null;
    let position = start;
    let index = this.#firstEndingAfter(start);
    while (((end - position) | 0) > 0) {
      const held = this.segments[index];
      const free = held === undefined ? (end - position) | 0 : Math.min((end - position) | 0, (held.start - position) | 0);
      if (free > 0) {
        const skipped = (position - start) | 0;
        index = this.#place(index, position, free, buffer, at + skipped, Math.min(Math.max(captured - skipped, 0), free), keep);
        // Where it was joined to what is held behind it, that ends later than the run.
        position = this.segments[index - 1]!.end;
        continue;
      }
      this.compare(held!, start, buffer, at, captured);
      position = held!.end;
      index += 1;
    }
  }

  /** Takes the first segment out: hand it back with `release` when it is done with. */
  shift(): HeldSegment {
    const first = this.segments[0]!;
    this.#remove(0);
    this.cost -= first.kept + SEGMENT_COST;
    return first;
  }

  /** A segment that was taken out is done with. */
  release(segment: HeldSegment): void {
    this.#pool.giveBack(segment);
  }

  /** Forgets all octets, keeps the ranges, and joins those that touch. Returns the cost freed. */
  forgetOctets(): number {
    const before = this.cost;
    const ranges = this.segments.splice(0);
    this.cost = 0;
    for (const range of ranges) {
      this.#place(this.segments.length, range.start, (range.end - range.start) | 0, range.octets, 0, range.captured, false);
      this.#pool.giveBack(range);
    }
    return before - this.cost;
  }

  /** Notes in `conflictAt` the first octet of the copy at `start` that differs from the held one. */
  compare(held: HeldSegment, start: number, buffer: Buffer, at: number, captured: number): void {
    if (this.conflictAt !== null) return;
    const skip = Math.max((held.start - start) | 0, 0);
    const heldSkip = Math.max((start - held.start) | 0, 0);
    const count = Math.min(captured - skip, held.kept - heldSkip);
    for (let i = 0; i < count; i += 1) {
      if (buffer[at + skip + i] === held.octets[heldSkip + i]) continue;
      this.conflictAt = (start + skip + i) | 0;
      return;
    }
  }

  #firstEndingAfter(position: number): number {
    let low = 0;
    let high = this.segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (((this.segments[middle]!.end - position) | 0) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Puts a run where nothing is held. Returns the index behind it. */
  #place(index: number, start: number, length: number, buffer: Buffer, at: number, captured: number, keep: boolean): number {
    this.added += length;
    const before = this.segments[index - 1];
    if (!keep && before !== undefined && before.end === start) return this.#join(index - 1, length, captured);
    const kept = keep ? captured : 0;
    this.#insert(index, this.#pool.take(start, length, captured, buffer, at, kept));
    this.cost += kept + SEGMENT_COST;
    return this.#joinNext(index, keep) + 1;
  }

  #join(index: number, length: number, captured: number): number {
    const segment = this.segments[index]!;
    segment.end = (segment.end + length) | 0;
    segment.captured += captured;
    return this.#joinNext(index, false) + 1;
  }

  #joinNext(index: number, keep: boolean): number {
    const segment = this.segments[index]!;
    const next = this.segments[index + 1];
    if (keep || next === undefined || next.start !== segment.end) return index;
    segment.end = next.end;
    segment.captured += next.captured;
    this.#remove(index + 1);
    this.#pool.giveBack(next);
    this.cost -= SEGMENT_COST;
    return index;
  }

  /** Short lists are moved by hand: `splice` and `shift` make objects. */
  #insert(index: number, segment: HeldSegment): void {
    const { segments } = this;
    if (segments.length - index > MOVED_MAX) {
      segments.splice(index, 0, segment);
      return;
    }
    segments.push(segment);
    for (let at = segments.length - 1; at > index; at -= 1) segments[at] = segments[at - 1]!;
    segments[index] = segment;
  }

  #remove(index: number): void {
    const { segments } = this;
    if (segments.length - index > MOVED_MAX) {
      segments.splice(index, 1);
      return;
    }
    for (let at = index + 1; at < segments.length; at += 1) segments[at - 1] = segments[at]!;
    segments.pop();
  }
}
