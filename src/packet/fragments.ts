import { u16, u32 } from '../bytes/read.ts';
import type { Budget } from '../model/budget.ts';
import { Datagram } from './datagram.ts';
import type { Packet } from './packet.ts';
import { next, STEP } from './step.ts';
import { walk } from './walk.ts';

/** The bounds that reassembly needs. */
export type FragmentBudget = Pick<Budget, 'fragmentTrackersMax' | 'fragmentOctetsMax' | 'fragmentsPerDatagramMax' | 'fragmentMicros'>;

/** What became of fragments that did not end in a datagram. */
export interface FragmentCounters {
  /** Datagrams put together. */
  reassembled: number;
  /** Trackers given up for want of room, the oldest first. */
  dropped: number;
  /** Trackers whose time was over, or the capture. */
  expired: number;
  /** Fragments that overlap earlier ones with something else than a mere repetition. */
  overlaps: number;
  /** Fragments that cannot belong to any datagram: no octets, no multiple of eight, beyond 65,535, or snapped. */
  unusable: number;
  /** Datagrams of more fragments than the budget allows. */
  tooMany: number;
}

/** MAC addresses stand in front of the reassembled packet: destination, source. */
const LINK_OCTETS = 12;
/** Greatest IPv4 header, or fixed IPv6 header, and the greatest length that either can state. */
const DATAGRAM_OCTETS_MAX = 60 + 65_535;

/**
 * Puts IPv4 and IPv6 fragments together again. Of octets that came twice the first copy counts in IPv4; in IPv6 an
 * overlap ends the datagram and all that still comes of it (RFC 5722, 4), mere repetitions excepted (RFC 8200, 4.5).
 * All time is capture time.
 */
export class Fragments {
  readonly counters: FragmentCounters = { reassembled: 0, dropped: 0, expired: 0, overlaps: 0, unusable: 0, tooMany: 0 };
  readonly #budget: FragmentBudget;
  /** In the order of their first fragments. */
  readonly #trackers = new Map<string, Datagram>();
  readonly #whole = Buffer.alloc(LINK_OCTETS + DATAGRAM_OCTETS_MAX);
  #octets = 0;

  constructor(budget: FragmentBudget) {
    this.#budget = budget;
  }

  /** Octets held for datagrams that are not whole yet. */
  get octets(): number {
    return this.#octets;
  }

  /** Datagrams that are not whole yet. */
  get trackers(): number {
    return this.#trackers.size;
  }

  /**
   * Takes a packet that stopped at `fragment`. True where it completed its datagram: the packet then shows the whole
   * one, in a buffer of this object that stays valid until the next datagram is complete.
   */
  offer(p: Packet, timestamp: number): boolean {
    if (p.stop !== 'fragment' || p.fragmentAt < 0) return false;
    this.#expire(timestamp);
    const word = u16(p.buffer, p.fragmentAt + (p.addressLength === 4 ? 6 : 2));
    const isIpv4 = p.addressLength === 4;
    const start = isIpv4 ? (word & 0x1fff) * 8 : word & 0xfff8;
    const isLast = isIpv4 ? (word & 0x2000) === 0 : (word & 1) === 0;
    const length = p.payloadLength;
    const isWhole = p.payloadEnd - p.payloadAt === length;
    if (!isWhole || length === 0 || start + length > 0xffff || (!isLast && length % 8 !== 0)) {
      this.counters.unusable += 1;
      return false;
    }
    const key = keyOf(p);
    const datagram = this.#trackers.get(key) ?? this.#track(key, timestamp);
    this.#add(datagram, p, start, isLast);
    if (datagram.isWhole()) return this.#complete(key, datagram, p);
    this.#makeRoom();
    return false;
  }

  /** The capture has ended: what is not whole by now never will be. */
  finish(): void {
    for (const [key, datagram] of this.#trackers) this.#giveUp(key, datagram);
  }

  #track(key: string, timestamp: number): Datagram {
    const datagram = new Datagram(timestamp);
    this.#trackers.set(key, datagram);
    return datagram;
  }

  #add(datagram: Datagram, p: Packet, start: number, isLast: boolean): void {
    if (datagram.isRefused) return;
    const held = datagram.octets;
    if (datagram.pieces.length >= this.#budget.fragmentsPerDatagramMax) {
      datagram.refuse();
      this.counters.tooMany += 1;
    } else {
      const result = datagram.add(p.buffer, p.payloadAt, p.payloadEnd, start, isLast);
      if (result === 'overlap') {
        this.counters.overlaps += 1;
        if (p.addressLength === 16) datagram.refuse();
      }
      if (start === 0 && datagram.header === null && !datagram.isRefused) datagram.keepHeader(p);
    }
    this.#octets += datagram.octets - held;
  }

  #complete(key: string, datagram: Datagram, p: Packet): boolean {
    this.#forget(key, datagram);
    const header = datagram.header!;
    const total = header.length + datagram.length;
    if (p.addressLength === 4 && total > 0xffff) {
      this.counters.unusable += 1;
      return false;
    }
    this.counters.reassembled += 1;
    const whole = this.#whole;
    this.#copyLink(p);
    header.copy(whole, LINK_OCTETS);
    datagram.write(whole, LINK_OCTETS + header.length);
    if (p.addressLength === 4) {
      whole.writeUInt16BE(total, LINK_OCTETS + 2);
      whole.writeUInt16BE(0, LINK_OCTETS + 6);
    } else whole.writeUInt16BE(datagram.length, LINK_OCTETS + 4);
    p.buffer = whole;
    p.stop = 'done';
    p.stopLayer = 'link';
    p.networkAt = -1;
    walk(p, next(p, p.addressLength === 4 ? STEP.ipv4 : STEP.ipv6, LINK_OCTETS, LINK_OCTETS + total));
    // Within a tunnel the whole may be a fragment again.
    return p.fragmentAt >= 0 ? this.offer(p, datagram.since) : true;
  }

  #copyLink(p: Packet): void {
    if (p.destinationMacAt >= 0) {
      p.buffer.copy(this.#whole, 0, p.destinationMacAt, p.destinationMacAt + 6);
      p.destinationMacAt = 0;
    }
    if (p.sourceMacAt >= 0) {
      p.buffer.copy(this.#whole, 6, p.sourceMacAt, p.sourceMacAt + 6);
      p.sourceMacAt = 6;
    }
  }

  #expire(now: number): void {
    for (const [key, datagram] of this.#trackers) {
      // A clock that was set back says as much as one that has gone on: identifications are soon used again.
      if (Math.abs(now - datagram.since) <= this.#budget.fragmentMicros) return;
      this.#giveUp(key, datagram);
    }
  }

  /** What was refused has been counted already. */
  #giveUp(key: string, datagram: Datagram): void {
    this.#forget(key, datagram);
    if (!datagram.isRefused) this.counters.expired += 1;
  }

  #makeRoom(): void {
    for (const [key, datagram] of this.#trackers) {
      if (this.#trackers.size <= this.#budget.fragmentTrackersMax && this.#octets <= this.#budget.fragmentOctetsMax) return;
      this.#forget(key, datagram);
      this.counters.dropped += 1;
    }
  }

  #forget(key: string, datagram: Datagram): void {
    this.#trackers.delete(key);
    this.#octets -= datagram.octets;
  }
}

/**
 * Addresses and identification, in IPv4 the protocol too (RFC 791, 2.3; RFC 8200, 4.5). A string with a letter in front:
 * unlike numbers, those are hashed with a seed, so nobody can choose keys that collide.
 */
function keyOf(p: Packet): string {
  const b = p.buffer;
  const addresses = b.latin1Slice(p.sourceAt, p.destinationAt + p.addressLength);
  if (p.addressLength === 4)
    return `a${addresses}${b.latin1Slice(p.fragmentAt + 4, p.fragmentAt + 6)}${b.latin1Slice(p.fragmentAt + 9, p.fragmentAt + 10)}`;
  return `b${addresses}${u32(b, p.fragmentAt + 4)}`;
}
