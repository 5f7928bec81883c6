import type { Notice } from '../model/snapshot.ts';
import type { Fields } from '../model/observation.ts';
import type { Sighting } from '../model/sighting.ts';

/** What a proof takes beside the text of its fields, and a field beside its own: objects, numbers, why the rule held. */
const PROOF_OCTETS = 512;
const FIELD_OCTETS = 32;
/** Of a UTF-16 unit. */
const UNIT_OCTETS = 2;

/**
 * How much all proofs of all findings may take together. Half of it is for the first proofs, without which there is no finding: further
 * ones are kept while less than the other half is taken.
 */
export class EvidenceRoom {
  readonly #octetsMax: number;
  #octets = 0;
  #refused = 0;

  constructor(octetsMax: number) {
    this.#octetsMax = octetsMax;
  }

  /** Takes room for the proof with which a finding begins; false where there is none. */
  open(sighting: Sighting): boolean {
    const octets = octetsOf(sighting);
    if (this.#octets + octets > this.#octetsMax) return false;
    this.#octets += octets;
    return true;
  }

  /** Takes room for one more proof of a finding; false where there is none, which is counted. */
  add(sighting: Sighting): boolean {
    const octets = octetsOf(sighting);
    if (this.#octets + octets > this.#octetsMax / 2) {
      this.#refused += 1;
      return false;
    }
    this.#octets += octets;
    return true;
  }

  limits(): readonly Notice[] {
    return this.#refused === 0 ? [] : [{ code: 'evidence-limited', count: this.#refused, incomplete: true }];
  }
}

/** What a sighting takes in memory, roughly: what it says decides. */
function octetsOf({ observation }: Sighting): number {
  return PROOF_OCTETS + octetsOfFields(observation.fields);
}

function octetsOfFields(fields: Fields): number {
  let octets = 0;
  for (const name in fields) {
    const value = fields[name];
    octets += FIELD_OCTETS;
    if (typeof value === 'string') octets += value.length * UNIT_OCTETS;
    else if (Array.isArray(value)) for (const part of value as readonly unknown[]) octets += octetsOfPart(part);
  }
  return octets;
}

function octetsOfPart(part: unknown): number {
  return FIELD_OCTETS + (typeof part === 'string' ? part.length * UNIT_OCTETS : 0);
}
