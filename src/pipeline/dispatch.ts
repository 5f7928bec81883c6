import type { Chunk, Side } from '../bytes/chunk.ts';
import type { Budget } from '../model/budget.ts';
import { ENOUGH, SWITCH, type Carrier, type Dissector } from '../protocols/dissector.ts';
import { Panel, type PanelEvents } from './panel.ts';
import { RestPool } from './rest.ts';
import type { Rider } from './rider.ts';

const SIDES: readonly Side[] = [0, 1];
const DATAGRAMS_PROBED_MAX = 8;
/** A stream that is handed on more often than proxies are nested is a game with us. */
const SWITCHES_MAX = 8;

/** What the dispatcher tells its owner. */
export interface DispatchEvents extends PanelEvents {
  /** Nobody needs more of this direction: reassembly may stop. */
  enough(slot: number, side: Side): void;
  /** The flow turned out to be opaque. */
  opaque(slot: number, rider: Rider): void;
}

/**
 * Decides which dissector has a flow and feeds it. Contents decide: a port only says who is asked first.
 * Bounds: octets shown to probes, octets left waiting (budget); what exceeds them makes the flow opaque.
 */
export class Dispatcher {
  readonly #panel: Panel;
  readonly #events: DispatchEvents;
  readonly #budget: Budget;
  readonly #rests: RestPool;
  /** Flows given up because more than the budget would have had to wait. */
  waitingDropped = 0;
  /** Flows given up because all together would have waited for more. */
  crowdedOut = 0;

  constructor(dissectors: readonly Dissector[], events: DispatchEvents, budget: Budget) {
    this.#events = events;
    this.#budget = budget;
    this.#panel = new Panel(dissectors, events);
    this.#rests = new RestPool(budget.waitingOctetsMax, (slot, rider) => this.#crowdedOut(slot, rider));
  }

  /** The bit set with every dissector of a carrier. */
  candidates(carrier: Carrier): number {
    return this.#panel.candidates(carrier);
  }

  /** The dissector that has or had the flow; null as long as it only guesses that the flow is its own. */
  serviceOf(rider: Rider): Dissector | null {
    return this.#panel.serviceOf(rider);
  }

  /** Takes in-order octets of a TCP flow. */
  stream(slot: number, rider: Rider, chunk: Chunk): void {
    const side = chunk.sender;
    if (rider.state === 'opaque' || rider.isDone(side)) return;
    if (rider.state === 'probing') {
      if (rider.rest(0) === null && rider.rest(1) === null) rider.firstSide = side;
      rider.setProbed(side, rider.probed(side) + chunk.end - chunk.start);
    }
    const whole = this.#join(rider, chunk);
    if (rider.state === 'known') this.#feed(slot, rider, whole);
    else if (rider.state === 'probing') this.#probeStream(slot, rider, whole);
  }

  /** Takes one datagram. */
  datagram(slot: number, rider: Rider, carrier: Carrier, chunk: Chunk): void {
    if (rider.state === 'opaque' || rider.isDone(chunk.sender)) return;
    if (rider.state === 'probing') this.#probeDatagram(slot, rider, carrier, chunk);
    if (rider.session === null) return;
    const result = this.#guarded(slot, rider, chunk);
    if (result === ENOUGH) this.#enough(slot, rider, chunk.sender);
    else if (result <= SWITCH) {
      this.#probeAnew(rider, carrier);
      this.#probeDatagram(slot, rider, carrier, chunk);
      // One switch a datagram: two protocols that each take it for the other's would go on for ever.
      if (rider.session !== null && this.#guarded(slot, rider, chunk) === ENOUGH) this.#enough(slot, rider, chunk.sender);
    }
  }

  /** Takes a message that belongs to no flow (ARP). */
  single(carrier: Carrier, chunk: Chunk): void {
    this.#panel.single(carrier, chunk);
  }

  /** Octets of a TCP direction were never captured. */
  gap(slot: number, rider: Rider, side: Side, length: number): void {
    this.#forgetRest(rider, side);
    if (rider.state === 'probing') {
      // What follows a gap is no start of a stream: only the other side can still tell whose flow this is.
      this.#cannotTell(slot, rider, side);
      return;
    }
    if (rider.session === null || rider.isDone(side)) return;
    try {
      rider.session.gap(side, length);
    } catch (error) {
      this.#fault(slot, rider, error);
    }
  }

  /** The flow ended: bodies that only the end delimits are complete. */
  end(slot: number, rider: Rider): void {
    try {
      rider.session?.end?.();
    } catch (error) {
      this.#fault(slot, rider, error);
    }
    this.#forgetRest(rider, 0);
    this.#forgetRest(rider, 1);
  }

  /** Shows the start of a side, as far as it is known, to those who may still claim the stream. */
  #probeStream(slot: number, rider: Rider, whole: Chunk): void {
    const side = whole.sender;
    if (this.#panel.probe(rider, 'tcp', whole)) this.#claim(slot, rider, whole);
    else if (rider.candidates === 0) this.#giveUp(slot, rider);
    else if (rider.probed(side) > this.#budget.probeOctetsMax) this.#cannotTell(slot, rider, side);
    else this.#keepRest(slot, rider, whole, 0);
  }

  #probeDatagram(slot: number, rider: Rider, carrier: Carrier, chunk: Chunk): void {
    rider.setProbed(0, rider.probed(0) + 1);
    if (this.#panel.probe(rider, carrier, chunk)) this.#panel.open(rider);
    else if (rider.candidates === 0 || rider.probed(0) >= DATAGRAMS_PROBED_MAX) this.#giveUp(slot, rider);
  }

  /** A dissector claimed the stream by `whole`: it gets all octets so far, in the order in which the sides began to speak. */
  #claim(slot: number, rider: Rider, whole: Chunk): void {
    const side = whole.sender;
    const other = (1 - side) as Side;
    this.#panel.open(rider);
    if (rider.firstSide === other && rider.rest(other) !== null) {
      this.#keepRest(slot, rider, whole, 0);
      if (rider.state !== 'known') return;
      this.#rejoin(slot, rider);
      this.#feedRest(slot, rider, other);
      this.#feedRest(slot, rider, side);
    } else {
      this.#rejoin(slot, rider);
      if (rider.state !== 'known') return;
      this.#feed(slot, rider, whole);
      this.#feedRest(slot, rider, other);
    }
  }

  /** Offers a side's octets that wait; what was offered before may already have ended the session. */
  #feedRest(slot: number, rider: Rider, side: Side): void {
    if (rider.state === 'known' && rider.rest(side) !== null) this.#feed(slot, rider, this.#waiting(rider, side));
  }

  /** A side that could not tell whose flow it is goes on in the middle of something: for the session, behind a gap of unknown length. */
  #rejoin(slot: number, rider: Rider): void {
    for (const side of SIDES) {
      if (!rider.isDone(side)) continue;
      rider.setDone(side, false);
      this.gap(slot, rider, side, 0);
    }
  }

  #feed(slot: number, rider: Rider, chunk: Chunk): void {
    const side = chunk.sender;
    const { end } = chunk;
    const result = this.#guarded(slot, rider, chunk);
    if (result === ENOUGH) this.#enough(slot, rider, side);
    else if (result <= SWITCH) this.#switch(slot, rider, chunk, result);
    else if (!rider.isDone(side)) this.#keepRest(slot, rider, chunk, Math.min(result, end - chunk.start));
  }

  /**
   * The stream is another protocol's from here on: what the old one left of the chunk, and what the other side has waiting, is
   * shown to the probes anew.
   */
  #switch(slot: number, rider: Rider, chunk: Chunk, result: number): void {
    const side = chunk.sender;
    const other = (1 - side) as Side;
    const length = chunk.end - chunk.start;
    this.#keepRest(slot, rider, chunk, Math.min(consumedBefore(result), length));
    if (rider.state === 'opaque') return;
    rider.switches += 1;
    if (rider.switches > SWITCHES_MAX) {
      this.#giveUp(slot, rider);
      return;
    }
    this.#probeAnew(rider, 'tcp');
    rider.firstSide = rider.rest(other) === null ? side : other;
    this.#probeRest(slot, rider, other);
    this.#probeRest(slot, rider, side);
  }

  #probeRest(slot: number, rider: Rider, side: Side): void {
    const rest = rider.rest(side);
    if (rest === null || rider.state !== 'probing') return;
    rider.setProbed(side, rest.length);
    this.#probeStream(slot, rider, this.#waiting(rider, side));
  }

  #guarded(slot: number, rider: Rider, chunk: Chunk): number {
    try {
      return rider.session!.data(chunk);
    } catch (error) {
      this.#fault(slot, rider, error);
      return ENOUGH;
    }
  }

  #fault(slot: number, rider: Rider, error: unknown): void {
    this.#events.fault(this.#panel.claimantOf(rider)!.name, error);
    this.#giveUp(slot, rider);
  }

  /** Joins what had waited with what came; without anything waiting the chunk itself. */
  #join(rider: Rider, chunk: Chunk): Chunk {
    const rest = rider.rest(chunk.sender);
    if (rest === null) return chunk;
    this.#rests.append(rest, chunk.buffer, chunk.start, chunk.end);
    // The other side of the same flow may have been the one that had to make room.
    if (rider.state === 'opaque') return chunk;
    return this.#waiting(rider, chunk.sender);
  }

  /** What waits of a side, as a chunk. */
  #waiting(rider: Rider, side: Side): Chunk {
    return this.#rests.chunkOf(rider.rest(side)!, side);
  }

  /** One side has shown all it may without telling whose flow this is. */
  #cannotTell(slot: number, rider: Rider, side: Side): void {
    rider.setDone(side, true);
    this.#forgetRest(rider, side);
    if (rider.isDone((1 - side) as Side)) this.#giveUp(slot, rider);
  }

  /** Another protocol follows on the same flow: as if it began here. */
  #probeAnew(rider: Rider, carrier: Carrier): void {
    rider.state = 'probing';
    rider.session = null;
    rider.candidates = this.candidates(carrier);
    rider.setProbed(0, 0);
    rider.setProbed(1, 0);
    rider.setDone(0, false);
    rider.setDone(1, false);
  }

  /** Keeps what a session left of a chunk, which is either what waited or lies elsewhere. */
  #keepRest(slot: number, rider: Rider, chunk: Chunk, consumed: number): void {
    const side = chunk.sender;
    const length = chunk.end - chunk.start - consumed;
    const rest = rider.rest(side);
    if (length <= 0) {
      this.#forgetRest(rider, side);
    } else if (length > this.#budget.unconsumedOctetsMax) {
      this.waitingDropped += 1;
      this.#giveUp(slot, rider);
    } else if (rest === null) {
      const taken = this.#rests.take(slot, rider, chunk.buffer, chunk.start + consumed, chunk.end);
      // The other side of the same flow may have been the one that had to make room.
      if (rider.state === 'opaque') this.#rests.giveBack(taken);
      else rider.setRest(side, taken);
    } else if (consumed > 0) rest.consume(consumed);
  }

  #forgetRest(rider: Rider, side: Side): void {
    const rest = rider.rest(side);
    if (rest === null) return;
    rider.setRest(side, null);
    this.#rests.giveBack(rest);
  }

  #enough(slot: number, rider: Rider, side: Side): void {
    if (rider.isDone(side)) return;
    rider.setDone(side, true);
    this.#forgetRest(rider, side);
    this.#events.enough(slot, side);
  }

  /** What waits in this flow has to make room for others. */
  #crowdedOut(slot: number, rider: Rider): void {
    this.crowdedOut += 1;
    this.#giveUp(slot, rider);
  }

  #giveUp(slot: number, rider: Rider): void {
    rider.state = 'opaque';
    rider.session = null;
    for (const side of SIDES) {
      this.#forgetRest(rider, side);
      rider.setDone(side, true);
    }
    this.#events.enough(slot, 0);
    this.#events.enough(slot, 1);
    this.#events.opaque(slot, rider);
  }
}

/** Octets that were the old protocol's where `data` returned SWITCH (all of them) or `switchAfter`. */
function consumedBefore(result: number): number {
  return result === SWITCH ? Number.POSITIVE_INFINITY : SWITCH - 1 - result;
}
