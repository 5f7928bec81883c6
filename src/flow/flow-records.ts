import { formatAddress, formatMac } from '../bytes/address.ts';
import type { Side } from '../bytes/chunk.ts';
import { communityId } from './community-id.ts';
import { KEY_HIGH, KEY_HIGH_REST, KEY_LOW, KEY_LOW_REST, KEY_PORTS, KEY_WORDS } from './flow-key.ts';
import { appendHistory, formatHistory, HISTORY_CODES, HISTORY_FLIP, HISTORY_WORDS, type HistoryCode } from './history.ts';

/**
 * Words a slot: two cache lines side by side, which processors fetch as a pair. In the first the key, then what every packet reads or
 * writes; in the second the figures, as doubles over the same memory. Two arrays would miss the cache, and the page table, twice as often.
 */
export const WORDS = 32;
export const WORD_HASH = KEY_WORDS;
/** Next slot in the hash chain, or in the list of free slots. */
export const WORD_NEXT = 11;
export const WORD_STATE = 12;
/** The clock's tick of the last packet. */
export const WORD_ACTIVE = 13;
/** What is in the history, as bits. */
export const WORD_SEEN = 14;
/** Initial sequence number of the originator, where STATE.isnKnown. */
export const WORD_ISN = 15;

/** Doubles a slot, words included. */
export const FIGURES = 16;
export const FIGURE_PACKETS = 8;
export const FIGURE_OCTETS = 10;
export const FIGURE_PAYLOAD = 12;
export const FIGURE_FIRST = 14;
export const FIGURE_LAST = 15;

/** Words a slot of the addresses of the link layer: two a side, the first with MAC_PRESENT. */
const MAC_WORDS = 4;
const MAC_PRESENT = 0x10000;

/** Bits of WORD_STATE. Bits for the responder lie one above those for the originator. */
export const STATE = {
  /** The originator is the upper endpoint of the key. */
  swapped: 1,
  flipped: 2,
  live: 4,
  tcp: 8,
  spoke: 16,
  established: 64,
  fin: 128,
  reset: 512,
  isnKnown: 2048,
} as const;
export const STATE_ANSWERED = STATE.spoke | (STATE.spoke << 1);
const STATE_FIN = STATE.fin | (STATE.fin << 1);
const STATE_RESET = STATE.reset | (STATE.reset << 1);

/** True where both sides have finished, or one has reset the connection. */
export function isClosed(state: number): boolean {
  return (state & STATE_RESET) !== 0 || (state & STATE_FIN) === STATE_FIN;
}

const scratch = Buffer.alloc(32);

/**
 * What is known of each flow, as columns over slots. A slot holds one flow from its first packet until its end has been told, and then
 * another; `id` tells them apart. All methods are for live slots; sides are 0 originator, 1 responder.
 */
export class FlowRecords {
  /** Slots that exist; grows by doubling. */
  capacity = 0;
  protected words = new Int32Array(0);
  protected figures = new Float64Array(0);
  protected macs = new Int32Array(0);
  protected ids = new Float64Array(0);
  protected frames = new Float64Array(0);
  #entries = new Int32Array(0);

  /** Counts from 1 in order of first packet; never used twice. */
  id(slot: number): number {
    return this.ids[slot]!;
  }

  /** IP protocol number. */
  protocol(slot: number): number {
    return this.words[slot * WORDS]! & 0xff;
  }

  /** 4 or 16. */
  addressLength(slot: number): number {
    return (this.words[slot * WORDS]! >> 8) & 0xff;
  }

  /** The port of a side; for ICMP its type or what stands for a port (see icmp-ports.ts); 0 for protocols without ports. */
  port(slot: number, side: Side): number {
    const ports = this.words[slot * WORDS + KEY_PORTS]!;
    return this.#isUpper(slot, side) ? ports & 0xffff : ports >>> 16;
  }

  /** Writes the 4 or 16 octets of the address of a side. Returns how many. */
  writeAddress(slot: number, side: Side, target: Buffer, at: number): number {
    const base = slot * WORDS;
    const upper = this.#isUpper(slot, side);
    const length = this.addressLength(slot);
    if (length === 16) {
      const rest = base + (upper ? KEY_HIGH_REST : KEY_LOW_REST);
      for (let i = 0; i < 3; i += 1) target.writeInt32BE(this.words[rest + i]!, at + 4 * i);
    }
    target.writeInt32BE(this.words[base + (upper ? KEY_HIGH : KEY_LOW)]!, at + length - 4);
    return length;
  }

  /** The address of a side as text. */
  address(slot: number, side: Side): string {
    return formatAddress(scratch, 0, this.writeAddress(slot, side, scratch, 0));
  }

  /** The MAC of a side as in the first packet that showed it; null where the link layer has none. */
  mac(slot: number, side: Side): string | null {
    return this.writeMac(slot, side, scratch, 0) ? formatMac(scratch, 0) : null;
  }

  /** Writes the 6 octets of the MAC of a side; false where the link layer has none. */
  writeMac(slot: number, side: Side, target: Buffer, at: number): boolean {
    const column = slot * MAC_WORDS + side * 2;
    const high = this.macs[column]!;
    if ((high & MAC_PRESENT) === 0) return false;
    target.writeUInt16BE(high & 0xffff, at);
    target.writeInt32BE(this.macs[column + 1]!, at + 2);
    return true;
  }

  packets(slot: number, side: Side): number {
    return this.figures[slot * FIGURES + FIGURE_PACKETS + side]!;
  }

  /** IP octets sent by a side, by the IP headers. */
  octets(slot: number, side: Side): number {
    return this.figures[slot * FIGURES + FIGURE_OCTETS + side]!;
  }

  /** Transport payload octets sent by a side, by the headers; retransmissions count again (see TcpReassembler.payload). */
  payload(slot: number, side: Side): number {
    return this.figures[slot * FIGURES + FIGURE_PAYLOAD + side]!;
  }

  /** Microseconds: the stamp of the first packet. */
  firstSeen(slot: number): number {
    return this.figures[slot * FIGURES + FIGURE_FIRST]!;
  }

  /** Microseconds: the latest stamp of any packet. */
  lastSeen(slot: number): number {
    return this.figures[slot * FIGURES + FIGURE_LAST]!;
  }

  /** The number of the first packet's frame. */
  firstFrame(slot: number): number {
    return this.frames[slot]!;
  }

  /** True once both sides have sent. */
  isAnswered(slot: number): boolean {
    return (this.words[slot * WORDS + WORD_STATE]! & STATE_ANSWERED) === STATE_ANSWERED;
  }

  /** True where the first packet was taken for an answer, so that its sender is the responder. */
  isFlipped(slot: number): boolean {
    return (this.words[slot * WORDS + WORD_STATE]! & STATE.flipped) !== 0;
  }

  /** Zeek's letters, such as `ShADadFf`. */
  history(slot: number): string {
    return formatHistory(this.#entries, slot * HISTORY_WORDS, this.words[slot * WORDS + WORD_SEEN]!);
  }

  /** Notes that something happened, once a side. */
  note(slot: number, side: Side, code: HistoryCode): void {
    this.noteBits(slot, 1 << (code + side * HISTORY_CODES));
  }

  /** The community_id, version 1, seed 0. Costs a hash: ask once a flow. */
  communityId(slot: number): string {
    const length = this.writeAddress(slot, 0, scratch, 0);
    this.writeAddress(slot, 1, scratch, length);
    return communityId(this.protocol(slot), scratch, length, 0, length, this.port(slot, 0), this.port(slot, 1));
  }

  /** Adds bits of the history mask; those that are set already say nothing new. */
  protected noteBits(slot: number, bits: number): void {
    const at = slot * WORDS + WORD_SEEN;
    const seen = this.words[at]!;
    const fresh = bits & ~seen;
    if (fresh !== 0) this.words[at] = appendHistory(this.#entries, slot * HISTORY_WORDS, seen, fresh);
  }

  /** Keeps the MAC at `at` in the buffer (-1: none) for a side that has none yet. */
  protected keepMac(slot: number, side: number, buffer: Buffer, at: number): void {
    const column = slot * MAC_WORDS + side * 2;
    if (at < 0 || this.macs[column] !== 0) return;
    this.macs[column] = MAC_PRESENT | buffer.readUInt16BE(at);
    this.macs[column + 1] = buffer.readInt32BE(at + 2);
  }

  /** Notes when a new flow began: `now[0]` is the time of its first packet. */
  protected stamp(slot: number, id: number, frame: number, now: Float64Array): void {
    this.ids[slot] = id;
    this.frames[slot] = frame;
    this.figures[slot * FIGURES + FIGURE_FIRST] = now[0]!;
    this.figures[slot * FIGURES + FIGURE_LAST] = now[0]!;
  }

  /** Everything but the key back to nothing, for a slot that is used again. */
  protected clear(slot: number, flipped: boolean): void {
    this.words.fill(0, slot * WORDS + WORD_STATE, (slot + 1) * WORDS);
    this.macs.fill(0, slot * MAC_WORDS, (slot + 1) * MAC_WORDS);
    this.#entries.fill(0, slot * HISTORY_WORDS, (slot + 1) * HISTORY_WORDS);
    if (flipped) this.noteBits(slot, 1 << HISTORY_FLIP);
  }

  protected enlarge(capacity: number): void {
    this.words = copied(this.words, new Int32Array(capacity * WORDS));
    this.figures = new Float64Array(this.words.buffer);
    this.macs = copied(this.macs, new Int32Array(capacity * MAC_WORDS));
    this.ids = copied(this.ids, new Float64Array(capacity));
    this.frames = copied(this.frames, new Float64Array(capacity));
    this.#entries = copied(this.#entries, new Int32Array(capacity * HISTORY_WORDS));
    this.capacity = capacity;
  }

  #isUpper(slot: number, side: Side): boolean {
    return ((this.words[slot * WORDS + WORD_STATE]! & STATE.swapped) ^ side) === 1;
  }
}

function copied<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
