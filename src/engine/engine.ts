import type { Budget } from '../model/budget.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { CONFIDENCES, SEVERITIES } from '../model/finding.ts';
import type { DeviceFacts, Sighting } from '../model/sighting.ts';
import type { Notice } from '../model/snapshot.ts';
import type { Holds } from './compile.ts';
import { compileCondition } from './compile.ts';
import { isFactual } from './factual.ts';
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

/** The rules of one kind. What some of them say hangs on device and destination alone, and these repeat with every flow. */
interface Bench {
  readonly factual: Judge[];
  readonly others: Judge[];
  /** By destination facts: for which device facts it holds, and which rules said yes. Facts objects are immutable and shared. */
  readonly remembered: WeakMap<object, Remembered>;
}

interface Remembered {
  readonly device: DeviceFacts | null;
  readonly said: readonly Judge[];
}

/** Stands for the facts of no destination. */
const NOWHERE = {};

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
      const bench = this.#byKind.get(judge.rule.on) ?? { factual: [], others: [], remembered: new WeakMap() };
      (isFactual(judge.rule.where) ? bench.factual : bench.others).push(judge);
      this.#byKind.set(judge.rule.on, bench);
    }
  }

  /** True where some rule looks at this kind: sightings of other kinds need not be made. */
  wants(kind: string): boolean {
    return this.#byKind.has(kind);
  }

  /** Judges one sighting by every rule of its kind; true where one held, so that the observation is kept as proof. */
  judge(sighting: Sighting): boolean {
    const bench = this.#byKind.get(sighting.observation.kind);
    if (bench === undefined) return false;
    let held = false;
    for (const judge of bench.others) {
      if (!this.#holds(judge, sighting)) continue;
      this.#counted(judge, sighting);
      held = true;
    }
    if (bench.factual.length > 0) {
      for (const judge of this.#said(bench, sighting)) {
        this.#counted(judge, sighting);
        held = true;
      }
    }
    if (this.#opened.length > 0) this.#announce();
    return held;
  }

  #counted(judge: Judge, sighting: Sighting): void {
    try {
      this.#hit(judge, sighting);
    } catch {
      judge.faults++;
      this.#faults++;
    }
  }

  /** A rule that throws says nothing, and after a few times is not asked any more. */
  #holds(judge: Judge, sighting: Sighting): boolean {
    if (judge.faults >= FAULTS_MAX) return false;
    try {
      return judge.holds(sighting);
    } catch {
      judge.faults++;
      this.#faults++;
      return false;
    }
  }

  /** The factual rules that hold, remembered as long as the facts are the same. */
  #said(bench: Bench, sighting: Sighting): readonly Judge[] {
    const { device, destination } = sighting;
    const key = destination ?? NOWHERE;
    const known = bench.remembered.get(key);
    if (known !== undefined && known.device === device) return known.said;
    const said = bench.factual.filter((judge) => this.#holds(judge, sighting));
    bench.remembered.set(key, { device, said });
    return said;
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
      known.addEvidence(sighting, []);
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
    for (const seen of hit.sightings) known.addEvidence(seen, hit.outcomes);
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
    const draft = new FindingDraft(judge.rule, sightings[0]!, outcomes);
    for (let at = 1; at < sightings.length; at++) draft.addEvidence(sightings[at]!, outcomes);
    draft.add(count, first, last);
    judge.devices.set(device, ofDevice + 1);
    judge.drafts.set(key, draft);
    this.#held++;
    this.#changed = true;
    if (this.#onFinding !== null) this.#opened.push(draft);
  }
}

function compareFindings(left: Finding, right: Finding): number {
  return (
    SEVERITIES.indexOf(right.rule.severity) - SEVERITIES.indexOf(left.rule.severity) ||
    CONFIDENCES.indexOf(right.rule.confidence) - CONFIDENCES.indexOf(left.rule.confidence) ||
    left.first - right.first ||
    (left.id < right.id ? -1 : left.id > right.id ? 1 : 0)
  );
}
