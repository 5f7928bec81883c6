import type { DeviceId } from '../model/device.ts';
import type { Evidence, Finding, Outcome } from '../model/finding.ts';
import { EVIDENCE_MAX } from '../model/finding.ts';
import type { Micros } from '../model/observation.ts';
import type { Sighting } from '../model/sighting.ts';
import { findingId } from './finding-key.ts';
import type { Rule } from './rule.ts';

/** A finding as it grows over the run; `finding()` gives its picture of the moment. */
export class FindingDraft {
  readonly #rule: Rule;
  readonly #id: string;
  readonly #device: DeviceId | null;
  readonly #destination: string | null;
  readonly #evidence: [Evidence, ...Evidence[]];
  #count = 0;
  #first: Micros;
  #last: Micros;

  constructor(rule: Rule, sighting: Sighting, because: Outcome) {
    this.#rule = rule;
    this.#id = findingId(rule, sighting);
    this.#device = rule.per.includes('device') ? ((sighting.device?.mac ?? null) as DeviceId | null) : null;
    this.#destination = rule.per.includes('destination') ? ((sighting.destination?.name ?? null) as string | null) : null;
    this.#evidence = [evidenceOf(sighting, because)];
    this.#first = sighting.observation.at;
    this.#last = sighting.observation.at;
  }

  /** There is room for more evidence. */
  get wantsEvidence(): boolean {
    return this.#evidence.length < EVIDENCE_MAX;
  }

  /** Adds proof; counting is apart, since only the first occurrences are kept as proof. */
  addEvidence(sighting: Sighting, because: Outcome): void {
    if (this.wantsEvidence) this.#evidence.push(evidenceOf(sighting, because));
  }

  /** Counts occurrences between two moments. */
  add(count: number, first: Micros, last: Micros): void {
    this.#count += count;
    if (first < this.#first) this.#first = first;
    if (last > this.#last) this.#last = last;
  }

  finding(): Finding {
    return {
      id: this.#id,
      rule: this.#rule.summary,
      device: this.#device,
      destination: this.#destination,
      count: this.#count,
      first: this.#first,
      last: this.#last,
      evidence: [...this.#evidence],
    };
  }
}

function evidenceOf(sighting: Sighting, because: Outcome): Evidence {
  const { kind, at, frame, flow, fields } = sighting.observation;
  return { capture: sighting.capture, frames: [frame], flow, kind, at, fields, octets: octetsOf(fields['octets']), because };
}

/** Observations that point at octets of the stream say so in `octets` as [start, end). */
function octetsOf(value: unknown): readonly [number, number] | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [start, end] = value as readonly unknown[];
  return typeof start === 'number' && typeof end === 'number' ? [start, end] : null;
}
