import type { Budget } from '../model/budget.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { compareFindings } from '../model/finding.ts';
import type { Sighting } from '../model/sighting.ts';
import type { Notice } from '../model/snapshot.ts';
import type { Candidate, Judge } from './bench.ts';
import { Bench } from './bench.ts';
import { EvidenceRoom } from './evidence-room.ts';
import { FindingDraft } from './finding-draft.ts';
import type { Rule } from './rule.ts';
import type { WindowHit } from './window.ts';
import { WindowTable } from './window-table.ts';

/** A rule that failed this often is left out for the rest of the run. */
const FAULTS_MAX = 3;

export interface EngineOptions {
  /** Called once for each new finding, for a screen that watches. */
  readonly onFinding?: (finding: Finding) => void;
}

/**
 * Judges sightings by rules and gathers findings. Knows no clock but the sightings' own; everything it holds is bounded.
 * A rule that throws loses that verdict, and after a few its place; the run goes on.
 */
export class Engine {
  readonly #byKind = new Map<string, Bench>();
  readonly #judges: readonly Judge[];
  readonly #windows = new WindowTable();
  readonly #budget: Budget;
  readonly #room: EvidenceRoom;
  readonly #onFinding: ((finding: Finding) => void) | null;
  #held = 0;
  #notKept = 0;
  #faults = 0;
  #changed = true;
  readonly #opened: FindingDraft[] = [];
  #sorted: readonly Finding[] = [];

  constructor(rules: readonly Rule[], budget: Budget, options: EngineOptions = {}) {
    this.#budget = budget;
    this.#room = new EvidenceRoom(budget.evidenceOctetsMax);
    this.#onFinding = options.onFinding ?? null;
    const byKind = new Map<string, Map<number, Rule>>();
    for (const [index, rule] of rules.entries()) {
      const ofKind = byKind.get(rule.on) ?? new Map<number, Rule>();
      byKind.set(rule.on, ofKind.set(index, rule));
    }
    for (const [kind, ofKind] of byKind) this.#byKind.set(kind, new Bench(ofKind));
    this.#judges = [...this.#byKind.values()].flatMap((bench) => bench.judges);
  }

  /** True where some rule looks at this kind: sightings of other kinds need not be made. */
  wants(kind: string): boolean {
    return this.#byKind.has(kind);
  }

  /**
   * True where some rule of the sighting's kind may hold, as far as can be told by its device, its destination and those fields of the
   * observation that are there already. For kinds that cost something to put together.
   */
  mayHold(sighting: Sighting): boolean {
    return this.#byKind.get(sighting.observation.kind)?.mayHold(sighting) === true;
  }

  /** How many findings there are so far. */
  get count(): number {
    return this.#held;
  }

  /** Judges one sighting by every rule of its kind; true where one may keep the observation as proof. */
  judge(sighting: Sighting): boolean {
    const bench = this.#byKind.get(sighting.observation.kind);
    return bench !== undefined && this.#judgeBy(bench, bench.candidates(sighting), sighting);
  }

  /** True where some rule looks at this kind for the device at the other end too. */
  wantsOtherEnd(kind: string): boolean {
    return (this.#byKind.get(kind)?.ofBothEnds.length ?? 0) > 0;
  }

  /** Judges what was judged before as it concerns the other end, by the rules that ask which part a device had. */
  judgeOtherEnd(sighting: Sighting): boolean {
    const bench = this.#byKind.get(sighting.observation.kind);
    return bench !== undefined && this.#judgeBy(bench, bench.candidatesOfOtherEnd(sighting), sighting);
  }

  #judgeBy(bench: Bench, candidates: readonly Candidate[], sighting: Sighting): boolean {
    let kept = false;
    for (let at = 0; at < candidates.length; at++) {
      const candidate = candidates[at]!;
      if (this.#holds(bench, candidate, sighting) && this.#counted(candidate.judge, sighting)) kept = true;
    }
    if (this.#opened.length > 0) this.#announce();
    return kept;
  }

  #counted(judge: Judge, sighting: Sighting): boolean {
    try {
      return this.#hit(judge, sighting);
    } catch {
      judge.faults++;
      this.#faults++;
      return true;
    }
  }

  /** A rule that throws says nothing, and after a few times is not asked any more. */
  #holds(bench: Bench, { judge, conditions }: Candidate, sighting: Sighting): boolean {
    if (judge.faults >= FAULTS_MAX) return false;
    try {
      return bench.holds(conditions, sighting);
    } catch {
      judge.faults++;
      this.#faults++;
      return false;
    }
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
    return [...notices, ...this.#room.limits(), ...this.#windows.limits()];
  }

  /** Outside the rules' own boundary: a fault of the listener is not the rule's. */
  #announce(): void {
    for (const draft of this.#opened.splice(0)) this.#onFinding?.(draft.finding());
  }

  /** False where nothing of the sighting is kept: the finding has its proofs. */
  #hit(judge: Judge, sighting: Sighting): boolean {
    const key = judge.keyOf(sighting);
    const { window } = judge.rule;
    if (window !== null) {
      const hit = this.#windows.take(key, window, sighting);
      if (hit !== null) this.#windowHit(judge, key, hit);
      return true;
    }
    const { shown } = sighting.observation;
    const at = shown?.at ?? sighting.observation.at;
    const known = judge.drafts.get(key);
    if (known === undefined) {
      this.#open(judge, key, [sighting], 1, at, at, []);
      return true;
    }
    known.add(1, at, at);
    this.#changed = true;
    return this.#prove(known, sighting, []);
  }

  #windowHit(judge: Judge, key: string, hit: WindowHit): void {
    const known = judge.drafts.get(key);
    if (known === undefined) {
      this.#open(judge, key, hit.sightings, hit.count, hit.first, hit.last, hit.outcomes);
      return;
    }
    for (const seen of hit.sightings) this.#prove(known, seen, hit.outcomes);
    known.add(hit.count, hit.first, hit.last);
    this.#changed = true;
  }

  #prove(draft: FindingDraft, sighting: Sighting, outcomes: readonly Outcome[]): boolean {
    return draft.wantsEvidence && this.#room.add(sighting) && draft.addEvidence(sighting, outcomes);
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
    if (full || newest === undefined || !this.#room.open(sightings[0]!)) {
      this.#notKept += count;
      return;
    }
    const draft = new FindingDraft(judge.rule, sightings[0]!, outcomes);
    for (let at = 1; at < sightings.length; at++) this.#prove(draft, sightings[at]!, outcomes);
    draft.add(count, first, last);
    judge.devices.set(device, ofDevice + 1);
    judge.drafts.set(key, draft);
    this.#held++;
    this.#changed = true;
    if (this.#onFinding !== null) this.#opened.push(draft);
  }
}
