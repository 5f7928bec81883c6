import type { DeviceId } from '../model/device.ts';
import type { Evidence, Finding, Outcome } from '../model/finding.ts';
import { EVIDENCE_MAX } from '../model/finding.ts';
import { keptFields } from '../model/kept-fields.ts';
import type { Micros } from '../model/observation.ts';
import type { Sighting } from '../model/sighting.ts';
import { explainCondition } from './explain.ts';
import { findingId } from './finding-key.ts';
import type { Rule } from './rule.ts';

/** An occurrence that is kept as proof, not explained yet: sightings are immutable, so that can wait until somebody looks. */
interface Pending {
  readonly sighting: Sighting;
  /** What a window says of itself; empty for rules without one. */
  readonly outcomes: readonly Outcome[];
}

/** A finding as it grows over the run; `finding()` gives its picture of the moment. Explaining is left to that moment. */
export class FindingDraft {
  readonly #rule: Rule;
  #id: string | null = null;
  readonly #device: DeviceId | null;
  readonly #destination: string | null;
  /** Null once explained: the sighting is not held any longer than that. */
  readonly #pending: (Pending | null)[];
  readonly #evidence: Evidence[] = [];
  #picture: Finding | null = null;
  #count = 0;
  #first: Micros;
  #last: Micros;

  constructor(rule: Rule, sighting: Sighting, outcomes: readonly Outcome[]) {
    this.#rule = rule;
    this.#device = rule.per.includes('device') ? ((sighting.device?.mac ?? null) as DeviceId | null) : null;
    this.#destination = rule.per.includes('destination') ? ((sighting.destination?.name ?? null) as string | null) : null;
    this.#pending = [{ sighting, outcomes }];
    const { at, shown } = sighting.observation;
    this.#first = shown?.at ?? at;
    this.#last = this.#first;
  }

  /** There is room for more evidence. */
  get wantsEvidence(): boolean {
    return this.#pending.length < EVIDENCE_MAX;
  }

  /** Adds proof; counting is apart, since only the first occurrences are kept as proof. True where this one was. */
  addEvidence(sighting: Sighting, outcomes: readonly Outcome[]): boolean {
    if (!this.wantsEvidence) return false;
    this.#pending.push({ sighting, outcomes });
    this.#picture = null;
    return true;
  }

  /** Counts occurrences between two moments. */
  add(count: number, first: Micros, last: Micros): void {
    this.#count += count;
    this.#picture = null;
    if (first < this.#first) this.#first = first;
    if (last > this.#last) this.#last = last;
  }

  /** The same object until something is added. */
  finding(): Finding {
    return (this.#picture ??= this.#draw());
  }

  #draw(): Finding {
    return {
      id: this.#explained(),
      rule: this.#rule.summary,
      device: this.#device,
      destination: this.#destination,
      count: this.#count,
      first: this.#first,
      last: this.#last,
      evidence: [...this.#evidence] as [Evidence, ...Evidence[]],
    };
  }

  /** Explains what is not explained yet; returns the id, which the first occurrence gives. */
  #explained(): string {
    const pending = this.#pending;
    const id = (this.#id ??= findingId(this.#rule, pending[0]!.sighting));
    for (let at = this.#evidence.length; at < pending.length; at++) {
      const { sighting, outcomes } = pending[at]!;
      this.#evidence.push(evidenceOf(sighting, proofOf(this.#rule, sighting, outcomes)));
      pending[at] = null;
    }
    return id;
  }
}

function proofOf(rule: Rule, sighting: Sighting, outcomes: readonly Outcome[]): Outcome {
  const where = explainCondition(rule.where, sighting);
  return outcomes.length === 0 ? where : { held: true, because: 'all', parts: [where, ...outcomes] };
}

function evidenceOf(sighting: Sighting, because: Outcome): Evidence {
  const { kind, at, frame, flow, fields, shown } = sighting.observation;
  return {
    capture: sighting.capture,
    frames: shown?.frames ?? [frame],
    flow,
    kind,
    at: shown?.at ?? at,
    fields: keptFields(fields),
    octets: octetsOf(fields['octets']),
    because,
  };
}

/** Observations that point at octets of the stream say so in `octets` as [start, end). */
function octetsOf(value: unknown): readonly [number, number] | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [start, end] = value as readonly unknown[];
  return typeof start === 'number' && typeof end === 'number' ? [start, end] : null;
}
