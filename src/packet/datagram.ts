import type { Packet } from './packet.ts';

/** Memory that one piece takes beside its octets, so that many small ones count too. */
const PIECE_OCTETS = 128;

/** A run of octets of a datagram, at its place. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly octets: Buffer;
}

/** One datagram that is being put together: its pieces in order, none overlapping another. */
export class Datagram {
  /** Capture time of the first fragment, microseconds. */
  readonly since: number;
  pieces: Piece[] = [];
  /** The IP header for the whole, from the fragment at offset zero. */
  header: Buffer | null = null;
  /** Payload octets of the whole; -1 until the last fragment came. */
  length = -1;
  /** Octets of memory held. */
  octets = 0;
  /** Nothing more is taken: all that still comes is thrown away. */
  isRefused = false;
  #held = 0;

  constructor(since: number) {
    this.since = since;
  }

  /** Every octet from the first to the last is there. */
  isWhole(): boolean {
    return this.header !== null && this.#held === this.length;
  }

  /** Gives up what is held, and all that will come. */
  refuse(): void {
    this.pieces = [];
    this.header = null;
    this.octets = 0;
    this.#held = 0;
    this.length = -1;
    this.isRefused = true;
  }

  /** Copies `buffer[from, to)` to the place `start`, save octets that are there already. */
  add(buffer: Buffer, from: number, to: number, start: number, isLast: boolean): 'added' | 'repeated' | 'overlap' {
    const end = start + (to - from);
    const farthest = this.pieces.at(-1)?.end ?? 0;
    // The first statement of the length counts; fragments that contradict it are taken as overlaps.
    if (this.length >= 0 && (end > this.length || (isLast && end !== this.length))) return 'overlap';
    if (isLast && farthest > end) return 'overlap';
    if (isLast) this.length = end;
    if (this.pieces.some((piece) => piece.start === start && piece.end === end)) return 'repeated';
    const before = this.#held;
    this.#fill(buffer, from, start, end);
    return this.#held - before === end - start ? 'added' : 'overlap';
  }

  /** Puts the new octets into the gaps between the pieces. */
  #fill(buffer: Buffer, from: number, start: number, end: number): void {
    const pieces: Piece[] = [];
    let at = start;
    for (const piece of this.pieces) {
      const gapEnd = Math.min(piece.start, end);
      if (at < gapEnd) pieces.push(this.#piece(buffer, from - start, at, gapEnd));
      pieces.push(piece);
      at = Math.max(at, piece.end);
    }
    if (at < end) pieces.push(this.#piece(buffer, from - start, at, end));
    this.pieces = pieces.sort((a, b) => a.start - b.start);
  }

  #piece(buffer: Buffer, shift: number, start: number, end: number): Piece {
    const octets = Buffer.allocUnsafeSlow(end - start);
    buffer.copy(octets, 0, start + shift, end + shift);
    this.#held += octets.length;
    this.octets += octets.length + PIECE_OCTETS;
    return { start, end, octets };
  }

  /**
   * Keeps the header of the fragment at offset zero. Of IPv6 only the fixed part, which then announces what the
   * fragment header did: the headers before that were read already, once.
   */
  keepHeader(p: Packet): void {
    const isIpv4 = p.addressLength === 4;
    const header = Buffer.allocUnsafeSlow(isIpv4 ? p.payloadAt - p.networkAt : 40);
    p.buffer.copy(header, 0, p.networkAt, p.networkAt + header.length);
    if (!isIpv4) header[6] = p.protocol;
    this.header = header;
    this.octets += header.length;
  }

  /** Writes the payload of the whole. */
  write(target: Buffer, at: number): void {
    for (const piece of this.pieces) piece.octets.copy(target, at + piece.start);
  }
}
