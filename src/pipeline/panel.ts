import type { Chunk } from '../bytes/chunk.ts';
import type { Fields, Vocabulary } from '../model/observation.ts';
import type { Carrier, Dissector, Emit, Session } from '../protocols/dissector.ts';
import type { Rider } from './rider.ts';

/** A bit set over one carrier's dissectors must fit a number. */
const DISSECTORS_PER_CARRIER_MAX = 30;

interface Entry {
  readonly index: number;
  readonly dissector: Dissector;
  readonly emit: Emit<Vocabulary>;
  /** The one session of a stateless dissector. */
  readonly shared: Session | null;
}

/** The dissectors of one carrier, by bit, and which of them know a port. */
interface Bench {
  readonly entries: readonly Entry[];
  /** Bit sets; the ports are the dissectors' own, so nobody outside chooses a key. */
  readonly byPort: ReadonlyMap<number, number>;
}

const NOBODY: Bench = { entries: [], byPort: new Map() };

/** Takes what dissectors say, and faults of theirs. */
export interface PanelEvents {
  observed(kind: string, fields: Fields): void;
  /** A dissector threw: a fault of ours. It loses its flow, never the run. */
  fault(dissector: string, error: unknown): void;
}

/** Every dissector, by what it reads: who may claim a flow, and who has it. */
export class Panel {
  readonly #byCarrier = new Map<Carrier, Bench>();
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
    for (const { over } of dissectors) {
      if (this.#byCarrier.has(over)) continue;
      const bench = benchOf(this.#entries.filter((entry) => entry.dissector.over === over));
      if (bench.entries.length > DISSECTORS_PER_CARRIER_MAX) throw new RangeError(`too many dissectors over ${over}`);
      this.#byCarrier.set(over, bench);
    }
  }

  /** The bit set with every dissector of a carrier. */
  candidates(carrier: Carrier): number {
    return (1 << this.#benchOf(carrier).entries.length) - 1;
  }

  /** The dissector that has or had the flow; null as long as it only guesses that the flow is its own. */
  serviceOf(rider: Rider): Dissector | null {
    return rider.session?.guess === true ? null : this.claimantOf(rider);
  }

  /** The dissector that has or had the flow, proof or no proof. */
  claimantOf(rider: Rider): Dissector | null {
    return rider.dissector < 0 ? null : this.#entries[rider.dissector]!.dissector;
  }

  /** Asks the flow's remaining candidates; true where one said `mine`. Those that know a port of the flow are asked first. */
  probe(rider: Rider, carrier: Carrier, chunk: Chunk): boolean {
    const { originatorPort, responderPort } = rider;
    this.#ports[0] = originatorPort;
    this.#ports[1] = responderPort;
    const { entries, byPort } = this.#benchOf(carrier);
    const knowing = (byPort.get(originatorPort) ?? 0) | (byPort.get(responderPort) ?? 0);
    // A datagram that is not mine says nothing of the next one on a port that is mine; streams have one protocol.
    return this.#ask(rider, entries, knowing, chunk, carrier === 'udp') || this.#ask(rider, entries, ~knowing, chunk, false);
  }

  /** Opens a session of the dissector that claimed the flow at the last probe. */
  open(rider: Rider): void {
    const entry = this.#entries[rider.dissector]!;
    rider.session = entry.shared ?? entry.dissector.open(entry.emit, [rider.originatorPort, rider.responderPort]);
    rider.state = 'known';
  }

  /** Takes a message that belongs to no flow (ARP). */
  single(carrier: Carrier, chunk: Chunk): void {
    this.#ports[0] = 0;
    this.#ports[1] = 0;
    const { entries } = this.#benchOf(carrier);
    for (let i = 0; i < entries.length; i += 1) {
      const entry = entries[i]!;
      if (this.#verdict(entry, chunk) !== 'mine') continue;
      try {
        (entry.shared ?? entry.dissector.open(entry.emit, [0, 0])).data(chunk);
      } catch (error) {
        this.#events.fault(entry.dissector.name, error);
      }
      return;
    }
  }

  /** Asks those candidates that are in a bit set; `again`: who says no is asked again the next time. */
  #ask(rider: Rider, entries: readonly Entry[], which: number, chunk: Chunk, again: boolean): boolean {
    for (let left = rider.candidates & which; left !== 0; left &= left - 1) {
      const bit = left & -left;
      const entry = entries[31 - Math.clz32(bit)]!;
      const verdict = this.#verdict(entry, chunk);
      if (verdict === 'mine') {
        rider.dissector = entry.index;
        return true;
      }
      if (verdict === 'not-mine' && !again) rider.candidates &= ~bit;
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

  #benchOf(carrier: Carrier): Bench {
    return this.#byCarrier.get(carrier) ?? NOBODY;
  }
}

function benchOf(entries: readonly Entry[]): Bench {
  const byPort = new Map<number, number>();
  for (const [i, { dissector }] of entries.entries()) {
    for (const port of dissector.ports) byPort.set(port, (byPort.get(port) ?? 0) | (1 << i));
  }
  return { entries, byPort };
}
