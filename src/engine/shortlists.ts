import type { DestinationFacts, DeviceFacts, Sighting } from '../model/sighting.ts';
import type { Candidate, Judge } from './bench.ts';

/** Shortlists kept: one for each destination that was seen of late. */
const KEPT_MAX = 4_096;

interface Shortlist {
  readonly device: DeviceFacts | null;
  readonly candidates: readonly Candidate[];
}

/** What is asked of a sighting: conditions by their numbers, which must all hold. */
type Asks = (conditions: readonly number[], sighting: Sighting) => boolean;

/**
 * Which rules may hold at all of a device and a destination. Facts objects are immutable, and the same few come with sighting after
 * sighting: what is asked of them alone is asked once.
 */
export class Shortlists {
  readonly #judges: readonly Judge[];
  readonly #asks: Asks;
  /** What is left to ask of each rule once the facts hold; and all of it. */
  readonly #rest: readonly Candidate[];
  readonly #whole: readonly Candidate[];
  readonly #lists = new Map<DestinationFacts | null, Shortlist>();
  #device: DeviceFacts | null = null;
  #destination: DestinationFacts | null = null;
  #last: readonly Candidate[] | null = null;

  constructor(judges: readonly Judge[], asks: Asks) {
    this.#judges = judges;
    this.#asks = asks;
    this.#rest = judges.map((judge) => ({ judge, conditions: judge.told }));
    this.#whole = judges.map((judge) => ({ judge, conditions: judge.conditions }));
  }

  /**
   * The rules that may hold of a sighting's device and destination, in the order of the bench: all of them, with all that they ask, where
   * the facts are new. A list is made when they come a second time in a row, for in a flood most never do.
   */
  of(sighting: Sighting): readonly Candidate[] {
    const { device, destination } = sighting;
    const again = device === this.#device && destination === this.#destination;
    if (again && this.#last !== null) return this.#last;
    if (again) return (this.#last = this.#keep(sighting));
    this.#device = device;
    this.#destination = destination;
    const known = this.#lists.get(destination);
    this.#last = known?.device === device ? known.candidates : null;
    return this.#last ?? this.#whole;
  }

  #keep(sighting: Sighting): readonly Candidate[] {
    const candidates = this.#selected(sighting);
    if (this.#lists.size >= KEPT_MAX) this.#lists.clear();
    this.#lists.set(sighting.destination, { device: sighting.device, candidates });
    return candidates;
  }

  #selected(sighting: Sighting): readonly Candidate[] {
    const selected: Candidate[] = [];
    for (let at = 0; at < this.#judges.length; at++) {
      const candidate = this.#candidate(at, sighting);
      if (candidate !== null) selected.push(candidate);
    }
    return selected;
  }

  /** A rule that throws stays, with all that it asks: it is for the engine to count its faults. */
  #candidate(at: number, sighting: Sighting): Candidate | null {
    try {
      return this.#asks(this.#judges[at]!.factual, sighting) ? this.#rest[at]! : null;
    } catch {
      return this.#whole[at]!;
    }
  }
}
