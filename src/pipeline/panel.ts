import type { Chunk } from '../bytes/chunk.ts';
import type { Fields, Vocabulary } from '../model/observation.ts';
import type { Carrier, Dissector, Emit, Ports, Session } from '../protocols/dissector.ts';
import type { Rider } from './rider.ts';

/** A bit set over one carrier's dissectors must fit a number. */
const DISSECTORS_PER_CARRIER_MAX = 30;
const NOBODY: readonly Entry[] = [];

interface Entry {
  readonly index: number;
  readonly dissector: Dissector;
  readonly emit: Emit<Vocabulary>;
  /** The one session of a stateless dissector. */
  readonly shared: Session | null;
}

/** Takes what dissectors say, and faults of theirs. */
export interface PanelEvents {
  observed(kind: string, fields: Fields): void;
  /** A dissector threw: a fault of ours. It loses its flow, never the run. */
  fault(dissector: string, error: unknown): void;
}

/** Every dissector, by what it reads: who may claim a flow, and who has it. */
export class Panel {
  readonly #byCarrier = new Map<Carrier, readonly Entry[]>();
  readonly #entries: readonly Entry[];
  readonly #events: PanelEvents;
  readonly #ports: [number, number] = [0, 0];

  constructor(dissectors: readonly Dissector[], events: PanelEvents) {
    this.#events = events;
    const emit: Emit<Vocabulary> = (kind, fields) => events.observed(kind, fields);
    this.#entries = dissectors.map((dissector, index) => ({
      index,
      dissector,
      emit,
      shared: dissector.stateless === true ? dissector.open(emit, [0, 0]) : null,
    }));
    for (const entry of this.#entries) {
      const list = [...this.#entriesOf(entry.dissector.over), entry];
      if (list.length > DISSECTORS_PER_CARRIER_MAX) throw new RangeError(`too many dissectors over ${entry.dissector.over}`);
      this.#byCarrier.set(entry.dissector.over, list);
    }
  }

  /** The bit set with every dissector of a carrier. */
  candidates(carrier: Carrier): number {
    return (1 << this.#entriesOf(carrier).length) - 1;
  }

  /** The dissector that has or had the flow. */
  serviceOf(rider: Rider): Dissector | null {
    return rider.dissector < 0 ? null : this.#entries[rider.dissector]!.dissector;
  }

  /** Asks the flow's remaining candidates; true where one said `mine`. Those that know a port of the flow are asked first. */
  probe(rider: Rider, carrier: Carrier, chunk: Chunk, originatorPort: number, responderPort: number): boolean {
    this.#ports[0] = originatorPort;
    this.#ports[1] = responderPort;
    return this.#ask(rider, carrier, chunk, true) || this.#ask(rider, carrier, chunk, false);
  }

  /** Opens a session of the dissector that claimed the flow at the last probe. */
  open(rider: Rider): void {
    const entry = this.#entries[rider.dissector]!;
    rider.session = entry.shared ?? entry.dissector.open(entry.emit, [this.#ports[0], this.#ports[1]]);
    rider.state = 'known';
  }

  /** Takes a message that belongs to no flow (ARP). */
  single(carrier: Carrier, chunk: Chunk): void {
    this.#ports.fill(0);
    for (const entry of this.#entriesOf(carrier)) {
      if (this.#verdict(entry, chunk) !== 'mine') continue;
      try {
        (entry.shared ?? entry.dissector.open(entry.emit, [0, 0])).data(chunk);
      } catch (error) {
        this.#events.fault(entry.dissector.name, error);
      }
      return;
    }
  }

  #ask(rider: Rider, carrier: Carrier, chunk: Chunk, knowing: boolean): boolean {
    const entries = this.#entriesOf(carrier);
    for (let i = 0; i < entries.length; i += 1) {
      const bit = 1 << i;
      const entry = entries[i]!;
      if ((rider.candidates & bit) === 0 || knows(entry.dissector, this.#ports) !== knowing) continue;
      const verdict = this.#verdict(entry, chunk);
      if (verdict === 'mine') {
        rider.dissector = entry.index;
        return true;
      }
      // A datagram that is not mine says nothing of the next one on a port that is mine; streams have one protocol.
      if (verdict === 'not-mine' && !(knowing && carrier === 'udp')) rider.candidates &= ~bit;
    }
    return false;
  }

  #verdict(entry: Entry, chunk: Chunk): ReturnType<Dissector['probe']> {
    try {
      return entry.dissector.probe(chunk, this.#ports);
    } catch (error) {
      this.#events.fault(entry.dissector.name, error);
      return 'not-mine';
    }
  }

  #entriesOf(carrier: Carrier): readonly Entry[] {
    return this.#byCarrier.get(carrier) ?? NOBODY;
  }
}

function knows(dissector: Dissector, ports: Ports): boolean {
  return dissector.ports.includes(ports[0]) || dissector.ports.includes(ports[1]);
}
