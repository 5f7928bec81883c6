import type { Chunk, Side } from '../bytes/chunk.ts';
import type { Budget } from '../model/budget.ts';
import type { Packet } from '../packet/packet.ts';
import { TCP_FLAG } from '../packet/tcp.ts';
import { word } from './flow-key.ts';
import type { FlowRecords } from './flow-records.ts';
import { HeldDirections } from './held-directions.ts';
import { RANGES_MAX, type HeldSegments } from './held-segments.ts';
import { HISTORY } from './history.ts';
import { ReusedChunk } from './reused-chunk.ts';
import { isOutsideWindow, STREAM, TcpStreams } from './tcp-streams.ts';

const { ack: ACK, fin: FIN, rst: RST, syn: SYN } = TCP_FLAG;

export type TcpBudget = Pick<Budget, 'reassemblyOctetsPerSideMax' | 'reassemblyOctetsMax' | 'segmentsPerSideMax'>;

/** A side with nothing but `started` of these takes the next segment in order without further questions. */
const UNSTEADY = STREAM.started | STREAM.held | STREAM.strays;

/**
 * Puts the segments of each direction in order. In-order payload goes out at once, as it lies in the packet's buffer; early segments are
 * copied and held, bounded; what never comes becomes a gap. First copy wins, and a later copy that differs is noted.
 *
 * Order of calls: `begin` for a new flow, `segment` for each packet, `end` once before the slot is given away. Between them `onData` and
 * `onGap` tell every octet of each direction once and in order. Sequence numbers are serial: differences are `(a - b) | 0`.
 */
export class TcpReassembler {
  /** In-order octets. The chunk is reused and valid during the call. May call `stop`. */
  onData: (slot: number, chunk: Chunk) => void = () => undefined;
  /** Octets that were never captured, read or not; length 0 where the stream jumped and nobody can say how far. */
  onGap: (slot: number, side: Side, length: number) => void = () => undefined;
  /** A later copy of the octet at this stream offset differs from the first. */
  onInconsistent: (slot: number, side: Side, streamOffset: number) => void = () => undefined;
  /** Holes given up, in all. */
  gaps = 0;
  /** Holes given up because a bound was hit, not because the octets were known to be lost. */
  forcedGaps = 0;
  /** Segments outside any plausible window. */
  strays = 0;

  readonly #flows: Pick<FlowRecords, 'note'>;
  readonly #budget: TcpBudget;
  readonly #held = new HeldDirections();
  readonly #chunk = new ReusedChunk();
  readonly #streams: TcpStreams;
  #heldCost = 0;

  constructor(flows: Pick<FlowRecords, 'note'>, budget: TcpBudget, seed = 0) {
    this.#flows = flows;
    this.#budget = budget;
    this.#streams = new TcpStreams(seed);
  }

  /** Memory held for early segments, octets. */
  get heldCost(): number {
    return this.#heldCost;
  }

  /** A new flow has taken this slot. */
  begin(slot: number): void {
    this.#streams.begin(slot);
  }

  /** Takes one TCP packet of a flow. */
  segment(slot: number, side: Side, p: Packet): void {
    const flags = p.buffer[p.transportAt + 13]!;
    const length = p.payloadLength;
    if (this.#held.size !== 0 && (flags & ACK) !== 0) this.#acknowledge(slot, (1 - side) as Side, word(p.buffer, p.transportAt + 8));
    if ((length === 0 && (flags & (SYN | FIN)) === 0) || (flags & RST) !== 0) return;
    const streams = this.#streams;
    const state = streams.state(slot, side);
    const sequence = word(p.buffer, p.transportAt + 4);
    if ((state & UNSTEADY) !== STREAM.started || sequence !== streams.next(slot, side) || (flags & SYN) !== 0) {
      this.#irregular(slot, side, p, flags, sequence);
      return;
    }
    streams.countPayload(slot, side, length);
    const captured = Math.min(p.payloadEnd - p.payloadAt, length);
    if ((state & STREAM.stopped) !== 0 && captured >= length) streams.advance(slot, side, length);
    else this.#tell(slot, side, p.buffer, p.payloadAt, captured, length);
  }

  /** Nothing more of this direction is wanted: from here on only counters go on. */
  stop(slot: number, side: Side): void {
    this.#streams.raise(slot, side, STREAM.stopped);
    const held = this.#held.get(slot * 2 + side);
    if (held !== undefined) this.#heldCost -= held.forgetOctets();
  }

  /** The flow has ended: what is held goes out, holes as gaps. The figures can be read until `begin`. */
  end(slot: number): void {
    this.#flush(slot, 0);
    this.#flush(slot, 1);
    this.#chunk.clear();
  }

  /** Payload octets of a side, each once however often it was sent. */
  payload(slot: number, side: Side): number {
    return this.#streams.payload(slot, side);
  }

  /** Octets of a side that were never captured: holes and what snapping cut off. */
  missing(slot: number, side: Side): number {
    return this.#streams.missing(slot, side);
  }

  /** Offset in its stream of the next octet of a side; during `onData` and `onGap`, of the first octet told. */
  streamOffset(slot: number, side: Side): number {
    return this.#streams.position(slot, side);
  }

  /** Everything but the next octet in order: handshake, first segment, early, late and overlapping ones. */
  #irregular(slot: number, side: Side, p: Packet, flags: number, sequence: number): void {
    const streams = this.#streams;
    const started = streams.is(slot, side, STREAM.started);
    if ((flags & SYN) !== 0) {
      sequence = (sequence + 1) | 0;
      if (started && sequence !== streams.next(slot, side) && !this.#restarts(slot, side, sequence)) return;
    }
    if (!started) {
      // No SYN seen: the first payload sets the position; a FIN alone tells nothing.
      if (p.payloadLength === 0 && (flags & SYN) === 0) return;
      streams.setNext(slot, side, sequence);
      streams.raise(slot, side, STREAM.started);
    }
    let ahead = (sequence - streams.next(slot, side)) | 0;
    if (isOutsideWindow(ahead, p.payloadLength)) {
      if (!this.#resynchronise(slot, side, sequence)) return;
      ahead = 0;
    } else streams.lower(slot, side, STREAM.strays);
    if ((flags & FIN) !== 0 && ahead > 0) this.#heldOf(slot, side).fin = (sequence + p.payloadLength) | 0;
    if (p.payloadLength > 0) this.#place(slot, side, p, sequence, ahead);
  }

  /** A SYN with another number than expected: a new attempt where nothing was told yet, else none of this stream's. */
  #restarts(slot: number, side: Side, sequence: number): boolean {
    if (this.#streams.payload(slot, side) !== 0) return false;
    this.#streams.setNext(slot, side, sequence);
    this.#held.get(slot * 2 + side)?.passFin(null);
    this.#drop(slot, side);
    return true;
  }

  /** `ahead`: how far the segment starts beyond the next octet expected; negative where it repeats. */
  #place(slot: number, side: Side, p: Packet, sequence: number, ahead: number): void {
    const length = p.payloadLength;
    // One octet just before the next is how TCP asks whether the other end is alive (RFC 9293, 3.8.4): no retransmission.
    if (ahead < 0 && !(ahead === -1 && length === 1)) {
      this.#flows.note(slot, side, HISTORY.retransmission);
      if (this.#streams.told.differs(slot, side, sequence, p)) this.#inconsistent(slot, side, ahead);
    }
    if (ahead + length <= 0) return;
    const skip = Math.max(-ahead, 0);
    const captured = Math.max(Math.min(p.payloadEnd - p.payloadAt, length) - skip, 0);
    const from = p.payloadAt + skip;
    if (ahead > 0) this.#hold(slot, side, p.buffer, from, captured, sequence, length);
    else if (this.#held.get(slot * 2 + side) !== undefined) this.#fill(slot, side, p.buffer, from, captured, length - skip);
    else {
      this.#streams.countPayload(slot, side, length - skip);
      this.#tell(slot, side, p.buffer, from, captured, length - skip);
    }
  }

  /** Keeps an early segment, and gives up holes where a bound is hit. */
  #hold(slot: number, side: Side, buffer: Buffer, from: number, captured: number, sequence: number, length: number): void {
    const held = this.#heldOf(slot, side);
    const stopped = this.#streams.is(slot, side, STREAM.stopped);
    const before = held.cost;
    held.insert(sequence, (sequence + length) | 0, buffer, from, captured, !stopped);
    this.#heldCost += held.cost - before;
    this.#streams.countPayload(slot, side, held.added);
    if (held.added < length) this.#flows.note(slot, side, HISTORY.retransmission);
    this.#reportConflict(slot, side, held);
    const { segmentsPerSideMax, reassemblyOctetsPerSideMax, reassemblyOctetsMax } = this.#budget;
    const costMax = Math.min(reassemblyOctetsPerSideMax, reassemblyOctetsMax - (this.#heldCost - held.cost));
    while (held.isBeyond(stopped ? RANGES_MAX : segmentsPerSideMax, costMax)) {
      this.forcedGaps += 1;
      this.#giveUpHole(slot, side, held);
    }
    this.#drop(slot, side);
  }

  /** In-order octets while others are held: tells the new ones up to the held ones, the held ones in their place, and so on. */
  #fill(slot: number, side: Side, buffer: Buffer, from: number, captured: number, length: number): void {
    const held = this.#heldOf(slot, side);
    const start = this.#streams.next(slot, side);
    held.conflictAt = null;
    for (;;) {
      const next = this.#streams.next(slot, side);
      const first = held.segments[0];
      const left = (start + length - next) | 0;
      const free = first === undefined ? left : Math.min(left, (first.start - next) | 0);
      if (free > 0) {
        const done = (next - start) | 0;
        this.#streams.countPayload(slot, side, free);
        this.#tell(slot, side, buffer, from + done, Math.min(Math.max(captured - done, 0), free), free);
        continue;
      }
      if (first === undefined || first.start !== next) break;
      if (left > 0) {
        held.compare(first, start, buffer, from, captured);
        this.#flows.note(slot, side, HISTORY.retransmission);
      }
      this.#tellFirst(slot, side, held);
    }
    this.#reportConflict(slot, side, held);
    held.confirmations = 0;
    this.#drop(slot, side);
  }

  #reportConflict(slot: number, side: Side, held: HeldSegments): void {
    if (held.conflictAt !== null) this.#inconsistent(slot, side, (held.conflictAt - this.#streams.next(slot, side)) | 0);
  }

  /** Another copy of the octet so far from the next one differs from the first. */
  #inconsistent(slot: number, side: Side, distance: number): void {
    this.#flows.note(slot, side, HISTORY.inconsistent);
    this.onInconsistent(slot, side, this.streamOffset(slot, side) + distance);
  }

  /** The other side has `acknowledged` octets of `side`: holes before that number are losses of the capture, not of the network. */
  #acknowledge(slot: number, side: Side, acknowledged: number): void {
    const held = this.#streams.is(slot, side, STREAM.held) ? this.#held.get(slot * 2 + side) : undefined;
    if (held === undefined || !held.isLostBefore(acknowledged)) return;
    while (held.isHoleBefore(acknowledged)) this.#giveUpHole(slot, side, held);
    held.confirmations = 0;
    this.#drop(slot, side);
  }

  /** Makes the first hole a gap and tells what follows it without another hole. */
  #giveUpHole(slot: number, side: Side, held: HeldSegments): void {
    const end = held.holeEnd()!;
    this.#gap(slot, side, (end - this.#streams.next(slot, side)) | 0);
    while (held.segments.length > 0 && held.segments[0]!.start === this.#streams.next(slot, side)) this.#tellFirst(slot, side, held);
    held.passFin(this.#streams.next(slot, side));
  }

  #flush(slot: number, side: Side): void {
    const held = this.#held.get(slot * 2 + side);
    while (held !== undefined && held.holeEnd() !== null) this.#giveUpHole(slot, side, held);
    this.#drop(slot, side);
  }

  /** Counts a segment that lies outside any window. True where the stream is to go on from it. */
  #resynchronise(slot: number, side: Side, sequence: number): boolean {
    this.strays += 1;
    if (!this.#streams.countStray(slot, side)) return false;
    this.#flush(slot, side);
    this.#streams.lower(slot, side, STREAM.strays);
    this.#gap(slot, side, 0);
    this.#streams.setNext(slot, side, sequence);
    return true;
  }

  #tellFirst(slot: number, side: Side, held: HeldSegments): void {
    const cost = held.cost;
    const first = held.shift();
    this.#heldCost -= cost - held.cost;
    this.#tell(slot, side, first.octets, 0, first.captured, (first.end - first.start) | 0);
    held.release(first);
  }

  /** Tells `length` octets of the stream, of which `captured` lie in the buffer at `from`, and moves past them. */
  #tell(slot: number, side: Side, buffer: Buffer, from: number, captured: number, length: number): void {
    if (captured > 0 && !this.#streams.is(slot, side, STREAM.stopped)) {
      this.#streams.told.remember(slot, side, this.#streams.next(slot, side), buffer, from, captured);
      this.onData(slot, this.#chunk.set(buffer, from, from + captured, side));
    }
    this.#streams.advance(slot, side, captured);
    if (captured < length) this.#miss(slot, side, length - captured);
  }

  #gap(slot: number, side: Side, length: number): void {
    this.gaps += 1;
    this.#flows.note(slot, side, HISTORY.gap);
    this.#miss(slot, side, length);
  }

  #miss(slot: number, side: Side, length: number): void {
    this.onGap(slot, side, length);
    this.#streams.countMissing(slot, side, length);
    this.#streams.advance(slot, side, length);
  }

  #heldOf(slot: number, side: Side): HeldSegments {
    const held = this.#held.get(slot * 2 + side);
    if (held !== undefined) return held;
    this.#streams.raise(slot, side, STREAM.held);
    return this.#held.open(slot * 2 + side);
  }

  /** Forgets the list of a side once nothing is waited for. */
  #drop(slot: number, side: Side): void {
    const held = this.#held.get(slot * 2 + side);
    held?.passFin(this.#streams.next(slot, side));
    if (held === undefined || held.holeEnd() !== null) return;
    this.#held.close(slot * 2 + side);
    this.#streams.lower(slot, side, STREAM.held);
  }
}
