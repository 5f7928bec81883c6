import type { Side } from '../bytes/chunk.ts';
import type { Budget } from '../model/budget.ts';
import { LAYER, type Packet } from '../packet/packet.ts';
import { TCP_FLAG } from '../packet/tcp.ts';
import { CaptureClock } from './capture-clock.ts';
import { FlowIndex } from './flow-index.ts';
import { FlowKey, KEY_HASH, word } from './flow-key.ts';
import {
  FIGURE_LAST,
  FIGURE_OCTETS,
  FIGURE_PACKETS,
  FIGURE_PAYLOAD,
  FIGURES,
  FlowRecords,
  isClosed,
  STATE,
  STATE_ANSWERED,
  WORD_ACTIVE,
  WORD_ISN,
  WORD_NEXT,
  WORD_SEEN,
  WORD_STATE,
  WORDS,
} from './flow-records.ts';
import { HISTORY, HISTORY_CODES } from './history.ts';
import { beganWithAnswer } from './originator.ts';
import { SlotLists } from './slot-lists.ts';
import { isReuse, nextTcpState, tcpHistoryBits } from './tcp-state.ts';
import { timeoutSeconds } from './timeouts.ts';

const { ack: ACK, fin: FIN, rst: RST, syn: SYN } = TCP_FLAG;

/** Why a flow ended: closed by its sides, idle, dropped because the table was full, end of the capture, ports used for another connection. */
export type EndReason = 'closed' | 'idle' | 'evicted' | 'end' | 'reused';

const NONE = -1;
const CAPACITY_FIRST = 4_096;
/** Ticks of the expiry wheel: a power of two above the longest timeout. */
const WHEEL = 1_024;
const QUEUE = 0;
const TOTAL_PACKETS = 0;
const TOTAL_OCTETS = 1;
const DATA_BIT = 1 << HISTORY.data;

/**
 * All flows that are going on, by 5-tuple. `track` finds or opens the flow of a packet and allocates nothing; memory grows by doubling
 * up to `flowsMax` flows (about 250 octets each) and no further.
 *
 * Invariants: a live slot is in one hash chain and in one list of the wheel, at or before its deadline (it moves on lazily when that list
 * comes up); it is in the queue of the unanswered until both sides have sent. Time is the capture's (capture-clock.ts).
 */
export class FlowTable extends FlowRecords {
  /** Side of the packet last tracked. */
  side: Side = 0;
  /** True where the packet last tracked opened its flow. */
  isNew = false;
  /** Time of the packet at hand, microseconds: a double that is passed on becomes an object. */
  readonly now = new Float64Array(1);
  /** Flows going on. */
  size = 0;
  /** Flows seen since the start, exact whatever was evicted; also the highest id. */
  flowsSeen = 0;
  evictedUnanswered = 0;
  evictedAnswered = 0;
  /** Called before the slot is given to another flow; everything about the flow can still be read. Must not call `track`. */
  onEnd: (slot: number, reason: EndReason) => void = () => undefined;

  readonly #flowsMax: number;
  readonly #unansweredMax: number;
  readonly #key: FlowKey;
  readonly #index = new FlowIndex();
  readonly #clock = new CaptureClock();
  readonly #wheel = new SlotLists(WHEEL);
  readonly #unanswered = new SlotLists(1);
  readonly #totals = new Float64Array(2);
  #free = NONE;
  #used = 0;

  /** `seed` keeps others from choosing what collides; no result depends on it. */
  constructor(budget: Pick<Budget, 'flowsMax'> & Partial<Pick<Budget, 'unansweredMax'>>, seed: number) {
    super();
    this.#flowsMax = Math.max(1, budget.flowsMax);
    this.#unansweredMax = budget.unansweredMax ?? this.#flowsMax;
    this.#key = new FlowKey(seed);
    this.#grow(Math.min(CAPACITY_FIRST, this.#flowsMax));
  }

  /** Packets tracked since the start. */
  get packetsSeen(): number {
    return this.#totals[TOTAL_PACKETS]!;
  }

  /** IP octets tracked since the start. */
  get octetsSeen(): number {
    return this.#totals[TOTAL_OCTETS]!;
  }

  /**
   * Finds or opens the flow of a packet and counts it there. Returns its slot, or -1 for packets without IP and for fragments that are
   * not reassembled (their ports are not known). Ends whatever is due at this time first. `timestamp` is in microseconds.
   */
  track(p: Packet, timestamp: number, frame: number): number {
    this.now[0] = timestamp;
    return this.trackNow(p, frame);
  }

  /** As `track`, of a packet whose time stands in `now`. */
  trackNow(p: Packet, frame: number): number {
    if (!this.#clock.isCurrent(this.now[0]!)) this.expire(this.now[0]!);
    this.isNew = false;
    this.side = 0;
    if (p.addressLength === 0 || p.protocol < 0 || p.sourceAt < 0 || p.stop === 'fragment' || (p.layers & LAYER.arp) !== 0) return NONE;
    this.#totals[TOTAL_PACKETS]! += 1;
    this.#totals[TOTAL_OCTETS]! += p.ipOctets;
    const swapped = this.#key.read(p);
    let slot = this.#index.find(this.words, this.#key.words);
    if (slot !== NONE && this.#isReused(slot, p)) {
      this.#end(slot, 'reused');
      slot = NONE;
    }
    if (slot === NONE) slot = this.#open(p, swapped, frame);
    this.#count(slot, p, swapped);
    return slot;
  }

  /** Ends every flow whose time is up at `now`, microseconds of capture time. At most one turn of the wheel, whatever the step. */
  expire(now: number): void {
    const ticks = this.#clock.move(now);
    if (ticks === 0) return;
    const turn = Math.min(ticks, WHEEL);
    for (let i = turn - 1; i >= 0; i -= 1) this.#expireTick((this.#clock.tick - i) | 0);
  }

  /** The capture has ended: ends every flow, in order of id. */
  finish(): void {
    const live = new Int32Array(this.size);
    let count = 0;
    for (let slot = 0; slot < this.#used; slot += 1) {
      if ((this.words[slot * WORDS + WORD_STATE]! & STATE.live) !== 0) live[count++] = slot;
    }
    live.sort((a, b) => this.ids[a]! - this.ids[b]!);
    for (const slot of live) this.#end(slot, isClosed(this.words[slot * WORDS + WORD_STATE]!) ? 'closed' : 'end');
  }

  #isReused(slot: number, p: Packet): boolean {
    if ((p.layers & LAYER.tcp) === 0) return false;
    if ((p.buffer[p.transportAt + 13]! & (SYN | ACK | RST | FIN)) !== SYN) return false;
    const base = slot * WORDS;
    const idle = (this.#clock.tick - this.words[base + WORD_ACTIVE]!) | 0;
    return isReuse(this.words[base + WORD_STATE]!, this.words[base + WORD_ISN]!, word(p.buffer, p.transportAt + 4), idle);
  }

  /** The steady path: counters, state and history of one packet. */
  #count(slot: number, p: Packet, swapped: number): void {
    const words = this.words;
    const base = slot * WORDS;
    const state = words[base + WORD_STATE]!;
    const side = (swapped ^ (state & STATE.swapped)) as Side;
    this.side = side;
    const figure = slot * FIGURES + side;
    this.figures[figure + FIGURE_PACKETS]! += 1;
    this.figures[figure + FIGURE_OCTETS]! += p.ipOctets;
    this.figures[figure + FIGURE_PAYLOAD]! += p.payloadLength;
    const last = slot * FIGURES + FIGURE_LAST;
    if (this.now[0]! > this.figures[last]!) this.figures[last] = this.now[0]!;
    words[base + WORD_ACTIVE] = this.#clock.tick;
    let next = state | (STATE.spoke << side);
    let bits = p.payloadLength > 0 ? DATA_BIT : 0;
    if ((p.layers & LAYER.tcp) !== 0) {
      const flags = p.buffer[p.transportAt + 13]!;
      next = nextTcpState(next, side, flags, p.payloadLength > 0);
      bits = tcpHistoryBits(p, flags);
    }
    bits <<= side * HISTORY_CODES;
    if ((bits & ~words[base + WORD_SEEN]!) !== 0) this.noteBits(slot, bits);
    if (next !== state) this.#change(slot, p, side, state, next);
  }

  /** What follows from a change of state: few packets of a flow come here. */
  #change(slot: number, p: Packet, side: Side, before: number, after: number): void {
    this.words[slot * WORDS + WORD_STATE] = after;
    if ((before & (STATE.spoke << side)) === 0) {
      this.keepMac(slot, side, p.buffer, p.sourceMacAt);
      this.keepMac(slot, 1 - side, p.buffer, p.destinationMacAt);
      if ((after & STATE_ANSWERED) === STATE_ANSWERED) this.#unanswered.remove(slot);
    }
    // Lists are looked at when their tick comes, so only a shorter timeout needs a move at once.
    if (isClosed(after) && !isClosed(before)) {
      this.#wheel.remove(slot);
      this.#schedule(slot);
    }
  }

  #open(p: Packet, swapped: number, frame: number): number {
    const slot = this.#allocate();
    const flipped = beganWithAnswer(p);
    const base = slot * WORDS;
    this.clear(slot, flipped);
    for (let i = 0; i <= KEY_HASH; i += 1) this.words[base + i] = this.#key.words[i]!;
    let state = STATE.live | (flipped ? STATE.flipped | (swapped ^ 1) : swapped);
    if ((p.layers & LAYER.tcp) !== 0) state |= STATE.tcp | this.#keepIsn(base, p);
    this.words[base + WORD_STATE] = state;
    this.words[base + WORD_ACTIVE] = this.#clock.tick;
    this.#index.link(this.words, slot);
    this.#unanswered.append(QUEUE, slot);
    this.#schedule(slot);
    this.size += 1;
    this.flowsSeen += 1;
    this.isNew = true;
    this.stamp(slot, this.flowsSeen, frame, this.now);
    return slot;
  }

  /** Keeps the originator's initial sequence number: from its SYN, or from the SYN-ACK that answers it. */
  #keepIsn(base: number, p: Packet): number {
    const at = p.transportAt;
    const flags = p.buffer[at + 13]!;
    if ((flags & SYN) === 0) return 0;
    this.words[base + WORD_ISN] = (flags & ACK) === 0 ? word(p.buffer, at + 4) : (word(p.buffer, at + 8) - 1) | 0;
    return STATE.isnKnown;
  }

  #allocate(): number {
    // A flood of flows that nobody answers costs no more than its share, whatever room there is.
    if (this.#unanswered.size >= this.#unansweredMax) this.#evict();
    if (this.#free === NONE) {
      if (this.#used < this.capacity) return this.#used++;
      if (this.capacity < this.#flowsMax) {
        this.#grow(Math.min(this.capacity * 2, this.#flowsMax));
        return this.#used++;
      }
      this.#evict();
    }
    const slot = this.#free;
    this.#free = this.words[slot * WORDS + WORD_NEXT]!;
    return slot;
  }

  /** The oldest flow that nobody answered goes first; only where there is none, the one that would be the next to time out. */
  #evict(): void {
    const unanswered = this.#unanswered.first(QUEUE);
    if (unanswered !== NONE) this.evictedUnanswered += 1;
    else this.evictedAnswered += 1;
    this.#end(unanswered !== NONE ? unanswered : this.#nextToExpire(), 'evicted');
  }

  #nextToExpire(): number {
    for (let i = 1; i <= WHEEL; i += 1) {
      const tick = (this.#clock.tick + i) | 0;
      const list = tick & (WHEEL - 1);
      for (let slot = this.#wheel.first(list); slot !== NONE; slot = this.#wheel.first(list)) {
        if (((this.#deadline(slot) - tick) | 0) <= 0) return slot;
        this.#wheel.remove(slot);
        this.#schedule(slot);
      }
    }
    throw new Error('a full table has no flow on the wheel');
  }

  #expireTick(tick: number): void {
    const list = tick & (WHEEL - 1);
    for (let slot = this.#wheel.first(list); slot !== NONE; slot = this.#wheel.first(list)) {
      if (((this.#deadline(slot) - tick) | 0) <= 0) {
        this.#end(slot, isClosed(this.words[slot * WORDS + WORD_STATE]!) ? 'closed' : 'idle');
      } else {
        this.#wheel.remove(slot);
        this.#schedule(slot);
      }
    }
  }

  #deadline(slot: number): number {
    const base = slot * WORDS;
    return (this.words[base + WORD_ACTIVE]! + timeoutSeconds(this.words[base + WORD_STATE]!, this.words[base]! & 0xff)) | 0;
  }

  #schedule(slot: number): void {
    this.#wheel.append(this.#deadline(slot) & (WHEEL - 1), slot);
  }

  #end(slot: number, reason: EndReason): void {
    this.onEnd(slot, reason);
    this.#index.unlink(this.words, slot);
    this.#wheel.remove(slot);
    this.#unanswered.remove(slot);
    const base = slot * WORDS;
    this.words[base + WORD_STATE] = 0;
    this.words[base + WORD_NEXT] = this.#free;
    this.#free = slot;
    this.size -= 1;
  }

  #grow(capacity: number): void {
    this.enlarge(capacity);
    this.#wheel.grow(capacity);
    this.#unanswered.grow(capacity);
    this.#index.resize(this.words, this.#used, capacity);
  }
}
