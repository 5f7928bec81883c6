import type { Budget } from '../model/budget.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { CONFIDENCES, SEVERITIES } from '../model/finding.ts';
import type { Sighting } from '../model/sighting.ts';
import type { Notice } from '../model/snapshot.ts';
import type { Holds } from './compile.ts';
import { compileCondition } from './compile.ts';
import { explainCondition } from './explain.ts';
import { FindingDraft } from './finding-draft.ts';
import { findingKey } from './finding-key.ts';
import type { Rule } from './rule.ts';
import { WindowTable } from './window-table.ts';

/** A rule that failed this often is left out for the rest of the run. */
const FAULTS_MAX = 3;

/** A rule ready to judge, with its findings so far. */
interface Judge {
  readonly rule: Rule;
  readonly holds: Holds;
  /** Sets its windows apart from other rules'. */
  readonly prefix: string;
  readonly drafts: Map<string, FindingDraft>;
  /** Findings per device. */
  readonly devices: Map<string, number>;
  faults: number;
}

export interface EngineOptions {
  /** Called once for each new finding, for a screen that watches. */
  readonly onFinding?: (finding: Finding) => void;
}

/**
 * Judges sightings by rules and gathers findings. Knows no clock but the sightings' own; everything it holds is bounded.
 * A rule that throws loses that verdict, and after a few its place; the run goes on.
 */
export class Engine {
  readonly #byKind = new Map<string, Judge[]>();
  readonly #judges: readonly Judge[];
  readonly #windows = new WindowTable();
  readonly #budget: Budget;
  readonly #onFinding: ((finding: Finding) => void) | null;
  #held = 0;
  #notKept = 0;
  #faults = 0;
  #changed = true;
  readonly #opened: FindingDraft[] = [];
  #sorted: readonly Finding[] = [];

  constructor(rules: readonly Rule[], budget: Budget, options: EngineOptions = {}) {
    this.#budget = budget;
    this.#onFinding = options.onFinding ?? null;
    this.#judges = rules.map((rule, index) => ({
      rule,
      holds: compileCondition(rule.where),
      prefix: `r${index}`,
      drafts: new Map<string, FindingDraft>(),
      devices: new Map<string, number>(),
      faults: 0,
    }));
    for (const judge of this.#judges) {
      const ofKind = this.#byKind.get(judge.rule.on);
      if (ofKind === undefined) this.#byKind.set(judge.rule.on, [judge]);
      else ofKind.push(judge);
    }
  }

  /** True where some rule looks at this kind: sightings of other kinds need not be made. */
  wants(kind: string): boolean {
    return this.#byKind.has(kind);
  }

  /** Judges one sighting by every rule of its kind. */
  judge(sighting: Sighting): void {
    const judges = this.#byKind.get(sighting.observation.kind);
    if (judges === undefined) return;
    for (const judge of judges) {
      if (judge.faults >= FAULTS_MAX) continue;
      try {
        if (judge.holds(sighting)) this.#hit(judge, sighting);
      } catch {
        judge.faults++;
        this.#faults++;
      }
    }
    if (this.#opened.length > 0) this.#announce();
  }

  /** The findings so far: worst first, then surest, then earliest. */
  findings(): readonly Finding[] {
    if (this.#changed) {
      const all = this.#judges.flatMap((judge) => [...judge.drafts.values()].map((draft) => draft.finding()));
      this.#sorted = all.sort(compareFindings);
      this.#changed = false;
    }
    return this.#sorted;
  }

  /** What the bounds left out, and rules that failed. */
  limits(): readonly Notice[] {
    const notices: Notice[] = [];
    if (this.#notKept > 0) notices.push({ code: 'findings-limited', count: this.#notKept, incomplete: true });
    if (this.#faults > 0) notices.push({ code: 'rule-faults', count: this.#faults, incomplete: true });
    return [...notices, ...this.#windows.limits()];
  }

  /** Outside the rules' own boundary: a fault of the listener is not the rule's. */
  #announce(): void {
    for (const draft of this.#opened.splice(0)) this.#onFinding?.(draft.finding());
  }

  #hit(judge: Judge, sighting: Sighting): void {
    const { rule } = judge;
    const key = findingKey(rule.per, sighting);
    if (rule.window !== null) {
      this.#windowHit(judge, key, sighting);
      return;
    }
    const { at } = sighting.observation;
    const known = judge.drafts.get(key);
    if (known === undefined) this.#open(judge, key, [sighting], 1, at, at, []);
    else {
      if (known.wantsEvidence) known.addEvidence(sighting, explainCondition(rule.where, sighting));
      known.add(1, at, at);
      this.#changed = true;
    }
  }

  #windowHit(judge: Judge, key: string, sighting: Sighting): void {
    const hit = this.#windows.take(judge.prefix + key, judge.rule.window!, sighting);
    if (hit === null) return;
    const known = judge.drafts.get(key);
    if (known === undefined) {
      this.#open(judge, key, hit.sightings, hit.count, hit.first, hit.last, hit.outcomes);
      return;
    }
    for (const seen of hit.sightings) if (known.wantsEvidence) known.addEvidence(seen, proofOf(judge.rule, seen, hit.outcomes));
    known.add(hit.count, hit.first, hit.last);
    this.#changed = true;
  }

  /** Opens a finding, unless its rule and device have enough of them: then its occurrences are only counted. */
  #open(
    judge: Judge,
    key: string,
    sightings: readonly Sighting[],
    count: number,
    first: number,
    last: number,
    outcomes: readonly Outcome[],
  ): void {
    const newest = sightings.at(-1);
    const device = `d${newest?.device?.mac ?? ''}`;
    const ofDevice = judge.devices.get(device) ?? 0;
    const full = this.#held >= this.#budget.findingsMax || ofDevice >= this.#budget.findingsPerRuleAndDeviceMax;
    if (full || newest === undefined) {
      this.#notKept += count;
      return;
    }
    const proofs = sightings.map((seen) => proofOf(judge.rule, seen, outcomes));
    const draft = new FindingDraft(judge.rule, sightings[0]!, proofs[0]!);
    for (let at = 1; at < sightings.length; at++) draft.addEvidence(sightings[at]!, proofs[at]!);
    draft.add(count, first, last);
    judge.devices.set(device, ofDevice + 1);
    judge.drafts.set(key, draft);
    this.#held++;
    this.#changed = true;
    if (this.#onFinding !== null) this.#opened.push(draft);
  }
}

function proofOf(rule: Rule, sighting: Sighting, outcomes: readonly Outcome[]): Outcome {
  const where = explainCondition(rule.where, sighting);
  return outcomes.length === 0 ? where : { held: true, because: 'all', parts: [where, ...outcomes] };
}

function compareFindings(left: Finding, right: Finding): number {
  return (
    SEVERITIES.indexOf(right.rule.severity) - SEVERITIES.indexOf(left.rule.severity) ||
    CONFIDENCES.indexOf(right.rule.confidence) - CONFIDENCES.indexOf(left.rule.confidence) ||
    left.first - right.first ||
    (left.id < right.id ? -1 : left.id > right.id ? 1 : 0)
  );
}
