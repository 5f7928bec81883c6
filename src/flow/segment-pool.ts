/** One run of octets that arrived before what precedes it. Sequence numbers are signed 32-bit serial numbers. */
export interface HeldSegment {
  start: number;
  /** Changes only where runs without octets are joined. */
  end: number;
  /** Octets of the run that the capture holds; fewer than `end - start` where frames were snapped. */
  captured: number;
  /** Begins with the captured octets from `start`; there may be room for more than are in it. */
  octets: Buffer;
  /** How many of them are kept; 0 where nobody wants them any more. */
  kept: number;
}

const EMPTY = Buffer.alloc(0);
/** Segments kept for use again, and the longest whose octets are: a quarter of a megabyte in all at most. */
const POOLED_MAX = 128;
const OCTETS_POOLED_MAX = 2_048;
/** Room is used again where no more than this times what is needed: what is held must not take much more memory than is counted for it. */
const ROOM_MAX = 2;

/** Segments that nobody holds any more are used again, with the room for their octets: frames that were swapped come in their thousands. */
export class SegmentPool {
  readonly #bare: HeldSegment[] = [];
  readonly #roomy: HeldSegment[] = [];

  /** A segment of `length` sequence numbers that holds a copy of `buffer[at, at + kept)`. */
  take(start: number, length: number, captured: number, buffer: Buffer, at: number, kept: number): HeldSegment {
    const free = kept === 0 ? this.#bare.pop() : this.#roomy.pop();
    const segment = free ?? { start: 0, end: 0, captured: 0, octets: EMPTY, kept: 0 };
    segment.start = start;
    segment.end = (start + length) | 0;
    segment.captured = captured;
    segment.kept = kept;
    if (kept > 0) {
      const room = segment.octets.length;
      // In memory of its own: a slice of the shared pool would keep its whole page alive.
      if (room < kept || room > kept * ROOM_MAX) segment.octets = Buffer.allocUnsafeSlow(kept);
      buffer.copy(segment.octets, 0, at, at + kept);
    }
    return segment;
  }

  /** Takes a segment back; whoever gave it no longer looks into it. */
  giveBack(segment: HeldSegment): void {
    if (segment.octets.length > OCTETS_POOLED_MAX) segment.octets = EMPTY;
    const free = segment.octets.length === 0 ? this.#bare : this.#roomy;
    if (free.length < POOLED_MAX) free.push(segment);
  }
}
