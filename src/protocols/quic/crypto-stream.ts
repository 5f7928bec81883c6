import type { Holder, PendingOctets, Place } from '../tls/pending.ts';
import { pendingOctets } from '../tls/pending.ts';

const LENGTH_MAX = 64 << 10;
const PIECES_MAX = 128;
const FIRST_ROOM = 2_048;

/**
 * Octets that come in pieces with offsets, in any order, over and over: hands them on in order, each once.
 * The first that came for an offset stands. Bounded in length and in the number of holes.
 */
export class CryptoStream implements Holder {
  private readonly pool: PendingOctets;
  place: Place | null = null;
  private room: Buffer | null = null;
  /** Everything before this offset was handed on. */
  private delivered = 0;
  /** What lies beyond a hole, as [start, end) pairs in order, neither touching nor overlapping. */
  private readonly pieces: [start: number, end: number][] = [];
  /** False after a piece beyond the bounds, or where it had to make room. */
  sound = true;

  constructor(pool: PendingOctets = pendingOctets) {
    this.pool = pool;
  }

  /** Takes `buffer[start, end)`, which stands at `offset`, and gives what is now in order to `take`. */
  add(offset: number, buffer: Buffer, start: number, end: number, take: (buffer: Buffer, start: number, end: number) => void): void {
    const stop = offset + end - start;
    if (!this.sound || stop <= this.delivered) return;
    if (stop > LENGTH_MAX || this.pieces.length >= PIECES_MAX) {
      this.close();
      return;
    }
    const from = Math.max(offset, this.delivered);
    if (from === this.delivered && this.pieces.length === 0) {
      this.delivered = stop;
      take(buffer, start + from - offset, end);
      return;
    }
    this.store(from, stop, buffer, start + from - offset);
    const first = this.pieces[0]!;
    if (first[0] > this.delivered) return;
    this.pieces.shift();
    const at = this.delivered;
    this.delivered = first[1];
    const room = this.room!;
    if (this.pieces.length === 0) this.release();
    take(room, at, first[1]);
  }

  abandon(): void {
    this.room = null;
    this.pieces.length = 0;
    this.sound = false;
  }

  /** Lets go of everything held. */
  close(): void {
    this.release();
    this.abandon();
  }

  private release(): void {
    if (this.room !== null) this.pool.release(this);
    this.room = null;
  }

  /** Keeps [from, stop), filling only what no earlier piece has filled, and joins it with the pieces that it touches. */
  private store(from: number, stop: number, buffer: Buffer, sourceAt: number): void {
    const room = this.grow(stop);
    const shift = sourceAt - from;
    let start = from;
    let end = stop;
    let cursor = from;
    let index = 0;
    while (index < this.pieces.length && this.pieces[index]![1] < from) index += 1;
    const joined = index;
    while (index < this.pieces.length && this.pieces[index]![0] <= stop) {
      const [pieceStart, pieceEnd] = this.pieces[index]!;
      if (pieceStart > cursor) buffer.copy(room, cursor, cursor + shift, pieceStart + shift);
      cursor = Math.max(cursor, pieceEnd);
      start = Math.min(start, pieceStart);
      end = Math.max(end, pieceEnd);
      index += 1;
    }
    if (cursor < stop) buffer.copy(room, cursor, cursor + shift, stop + shift);
    this.pieces.splice(joined, index - joined, [start, end]);
  }

  private grow(needed: number): Buffer {
    if (this.room !== null && this.room.length >= needed) return this.room;
    const grown = Buffer.alloc(Math.max(FIRST_ROOM, 2 ** Math.ceil(Math.log2(needed))));
    this.room?.copy(grown, 0, 0);
    this.room = grown;
    this.pool.hold(this, grown.length);
    return grown;
  }
}
