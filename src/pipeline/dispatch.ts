import type { Chunk, Side } from '../bytes/chunk.ts';
import type { Budget } from '../model/budget.ts';
import { ENOUGH, SWITCH, type Carrier, type Dissector } from '../protocols/dissector.ts';
import { Panel, type PanelEvents } from './panel.ts';
import { Rest, type Rider } from './rider.ts';

const DATAGRAMS_PROBED_MAX = 8;

/** Reused: one chunk for octets joined with what had waited. */
class JoinedChunk implements Chunk {
  buffer: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  sender: Side = 0;
}

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
  readonly #joined = new JoinedChunk();
  /** Flows given up because more than the budget would have had to wait. */
  waitingDropped = 0;

  constructor(dissectors: readonly Dissector[], events: DispatchEvents, budget: Budget) {
    this.#events = events;
    this.#budget = budget;
    this.#panel = new Panel(dissectors, events);
  }

  /** The bit set with every dissector of a carrier. */
  candidates(carrier: Carrier): number {
    return this.#panel.candidates(carrier);
  }

  /** The dissector that has or had the flow. */
  serviceOf(rider: Rider): Dissector | null {
    return this.#panel.serviceOf(rider);
  }

  /** Takes in-order octets of a TCP flow. */
  stream(slot: number, rider: Rider, chunk: Chunk, originatorPort: number, responderPort: number): void {
    const side = chunk.sender;
    if (rider.state === 'opaque' || rider.done[side]) return;
    if (rider.state === 'known') {
      this.#feed(slot, rider, this.#join(rider, chunk));
      return;
    }
    if (rider.rest[0] === null && rider.rest[1] === null) rider.firstSide = side;
    rider.probed[side] += chunk.end - chunk.start;
    const whole = this.#join(rider, chunk);
    if (this.#panel.probe(rider, 'tcp', whole, originatorPort, responderPort)) {
      this.#keepRest(slot, rider, whole, 0);
      this.#claim(slot, rider);
    } else if (rider.candidates === 0) {
      this.#giveUp(slot, rider);
    } else if (rider.probed[side] > this.#budget.probeOctetsMax) {
      this.#cannotTell(slot, rider, side);
    } else {
      this.#keepRest(slot, rider, whole, 0);
    }
  }

  /** Takes one datagram. */
  datagram(slot: number, rider: Rider, carrier: Carrier, chunk: Chunk, originatorPort: number, responderPort: number): void {
    if (rider.state === 'opaque' || rider.done[chunk.sender]) return;
    if (rider.state === 'probing') this.#probeDatagram(slot, rider, carrier, chunk, originatorPort, responderPort);
    if (rider.session === null) return;
    const result = this.#guarded(slot, rider, chunk);
    if (result === ENOUGH) this.#enough(slot, rider, chunk.sender);
    else if (result === SWITCH) {
      this.#probeAnew(rider, carrier);
      this.#probeDatagram(slot, rider, carrier, chunk, originatorPort, responderPort);
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
    rider.rest[side] = null;
    if (rider.state === 'probing') {
      // What follows a gap is no start of a stream: only the other side can still tell whose flow this is.
      this.#cannotTell(slot, rider, side);
      return;
    }
    if (rider.session === null || rider.done[side]) return;
    try {
      rider.session.gap(side, length);
    } catch (error) {
      this.#fault(slot, rider, error);
    }
  }

  /** The flow ended: bodies that only the end delimits are complete. */
  end(slot: number, rider: Rider): void {
    if (rider.session?.end === undefined) return;
    try {
      rider.session.end();
    } catch (error) {
      this.#fault(slot, rider, error);
    }
  }

  #probeDatagram(slot: number, rider: Rider, carrier: Carrier, chunk: Chunk, originatorPort: number, responderPort: number): void {
    rider.probed[0] += 1;
    if (this.#panel.probe(rider, carrier, chunk, originatorPort, responderPort)) this.#panel.open(rider);
    else if (rider.candidates === 0 || rider.probed[0] >= DATAGRAMS_PROBED_MAX) this.#giveUp(slot, rider);
  }

  /** A dissector claimed the stream: it gets what had waited, in the order in which the sides began to speak. */
  #claim(slot: number, rider: Rider): void {
    this.#panel.open(rider);
    this.#rejoin(slot, rider);
    for (const side of [rider.firstSide, (1 - rider.firstSide) as Side]) {
      const rest = rider.rest[side];
      // The first side's octets may already have ended the session.
      if (rest === null || rider.state !== 'known') continue;
      rider.rest[side] = null;
      const chunk = this.#joined;
      chunk.buffer = rest.buffer;
      chunk.start = 0;
      chunk.end = rest.length;
      chunk.sender = side;
      this.#feed(slot, rider, chunk);
    }
  }

  /** A side that could not tell whose flow it is goes on in the middle of something: for the session, behind a gap of unknown length. */
  #rejoin(slot: number, rider: Rider): void {
    for (const side of [0, 1] as const) {
      if (!rider.done[side]) continue;
      rider.done[side] = false;
      this.gap(slot, rider, side, 0);
    }
  }

  #feed(slot: number, rider: Rider, chunk: Chunk): void {
    const side = chunk.sender;
    const { end } = chunk;
    const consumed = this.#guarded(slot, rider, chunk);
    if (consumed === ENOUGH) this.#enough(slot, rider, side);
    else if (consumed === SWITCH) this.#probeAnew(rider, 'tcp');
    else if (!rider.done[side]) this.#keepRest(slot, rider, chunk, Math.min(consumed, end - chunk.start));
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
    this.#events.fault(this.#panel.serviceOf(rider)!.name, error);
    this.#giveUp(slot, rider);
  }

  /** Joins what had waited with what came; without anything waiting the chunk itself. */
  #join(rider: Rider, chunk: Chunk): Chunk {
    const rest = rider.rest[chunk.sender];
    if (rest === null) return chunk;
    rest.append(chunk.buffer, chunk.start, chunk.end);
    const joined = this.#joined;
    joined.buffer = rest.buffer;
    joined.start = 0;
    joined.end = rest.length;
    joined.sender = chunk.sender;
    return joined;
  }

  /** One side has shown all it may without telling whose flow this is. */
  #cannotTell(slot: number, rider: Rider, side: Side): void {
    rider.done[side] = true;
    rider.rest[side] = null;
    if (rider.done[1 - side]) this.#giveUp(slot, rider);
  }

  /** Another protocol follows on the same flow: as if it began here. */
  #probeAnew(rider: Rider, carrier: Carrier): void {
    rider.state = 'probing';
    rider.session = null;
    rider.candidates = this.candidates(carrier);
    for (const side of [0, 1] as const) {
      rider.probed[side] = 0;
      rider.rest[side] = null;
      rider.done[side] = false;
    }
  }

  #keepRest(slot: number, rider: Rider, chunk: Chunk, consumed: number): void {
    const side = chunk.sender;
    const length = chunk.end - chunk.start - consumed;
    const rest = rider.rest[side];
    if (length <= 0) {
      rider.rest[side] = null;
    } else if (length > this.#budget.unconsumedOctetsMax) {
      this.waitingDropped += 1;
      this.#giveUp(slot, rider);
    } else if (rest !== null && rest.buffer === chunk.buffer) {
      if (consumed > 0) rest.consume(consumed);
    } else {
      rider.rest[side] = new Rest(chunk.buffer, chunk.start + consumed, chunk.end);
    }
  }

  #enough(slot: number, rider: Rider, side: Side): void {
    if (rider.done[side]) return;
    rider.done[side] = true;
    rider.rest[side] = null;
    this.#events.enough(slot, side);
  }

  #giveUp(slot: number, rider: Rider): void {
    rider.state = 'opaque';
    rider.session = null;
    rider.rest[0] = null;
    rider.rest[1] = null;
    rider.done[0] = true;
    rider.done[1] = true;
    this.#events.enough(slot, 0);
    this.#events.enough(slot, 1);
    this.#events.opaque(slot, rider);
  }
}
