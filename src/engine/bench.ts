import type { DeviceFacts, Sighting } from '../model/sighting.ts';
import type { Holds } from './compile.ts';
import { compileCondition } from './compile.ts';
import { isFactual, splitCondition } from './factual.ts';
import type { FindingDraft } from './finding-draft.ts';
import type { Rule } from './rule.ts';

/** A rule ready to judge, with its findings so far. */
export interface Judge {
  readonly rule: Rule;
  /** What it asks of device and destination alone, and what it asks beyond that; null where it asks nothing. */
  readonly factual: Holds | null;
  readonly rest: Holds | null;
  /** Device and destination alone set its findings apart. */
  readonly factualKey: boolean;
  /** Sets its windows apart from other rules'. */
  readonly prefix: string;
  readonly drafts: Map<string, FindingDraft>;
  /** Findings per device. */
  readonly devices: Map<string, number>;
  faults: number;
}

/** The judge of a rule; `index` is its own among the rules of the run. */
export function judgeOf(rule: Rule, index: number): Judge {
  const { factual, rest } = splitCondition(rule.where);
  return {
    rule,
    factual: factual === null ? null : compileCondition(factual),
    rest: rest === null ? null : compileCondition(rest),
    factualKey: rule.per.every((part) => part === 'device' || part === 'destination' || (part !== 'flow' && isFactual(part))),
    prefix: `r${index}`,
    drafts: new Map(),
    devices: new Map(),
    faults: 0,
  };
}

/** A judge whose rule may hold for one device and one destination: as far as it asks of these, it does. */
export interface Candidate {
  readonly judge: Judge;
  /** The key of its finding and the finding itself, where device and destination alone tell them. */
  key: string | null;
  draft: FindingDraft | null;
}

/** The judges of one kind of observation, in the order in which they are asked: first those that look at the observation too. */
export class Bench {
  readonly #others: Judge[] = [];
  readonly #factual: Judge[] = [];

  add(judge: Judge): void {
    (judge.rest === null && judge.factual !== null ? this.#factual : this.#others).push(judge);
  }

  /** Those that `may` let through. */
  candidates(may: (judge: Judge) => boolean): readonly Candidate[] {
    const found: Candidate[] = [];
    for (const judges of [this.#others, this.#factual]) {
      for (const judge of judges) if (may(judge)) found.push({ judge, key: null, draft: null });
    }
    return found;
  }
}

/** What is remembered of a destination: for which device it is, and the candidates of each bench that was asked. */
interface Remembered {
  readonly device: DeviceFacts | null;
  readonly benches: Bench[];
  readonly candidates: (readonly Candidate[])[];
}

/** Stands for the facts of neither device nor destination. */
const NOBODY = {};
/** Destinations remembered at least; twice as many at most. */
const REMEMBERED_MAX = 2_048;

/**
 * The candidates by the facts that they hang on. Facts objects are immutable and shared: the same destination comes again with every flow,
 * and what a rule asks of it is asked once. The latest are enough; a WeakMap would hold what a flood makes until the next full collection.
 */
export class CandidateMemory {
  #known = new Map<object, Remembered>();
  #before = new Map<object, Remembered>();
  #lastKey: object | null = null;
  #last: Remembered | null = null;

  /** What was found for these facts; null where the bench was not asked yet. */
  find(bench: Bench, { device, destination }: Sighting): readonly Candidate[] | null {
    const known = this.#recall(destination ?? device ?? NOBODY);
    if (known === null || known.device !== device) return null;
    const { benches, candidates } = known;
    for (let at = 0; at < benches.length; at++) if (benches[at] === bench) return candidates[at]!;
    return null;
  }

  /** Remembers what was found. */
  keep(bench: Bench, { device, destination }: Sighting, found: readonly Candidate[]): void {
    const key = destination ?? device ?? NOBODY;
    const known = this.#recall(key);
    if (known === null || known.device !== device) {
      this.#remember(key, { device, benches: [bench], candidates: [found] });
      return;
    }
    known.benches.push(bench);
    known.candidates.push(found);
  }

  #recall(key: object): Remembered | null {
    if (key === this.#lastKey) return this.#last;
    const known = this.#known.get(key);
    if (known === undefined) {
      const before = this.#before.get(key);
      if (before === undefined) return null;
      this.#remember(key, before);
      return before;
    }
    this.#lastKey = key;
    return (this.#last = known);
  }

  #remember(key: object, remembered: Remembered): void {
    if (this.#known.size >= REMEMBERED_MAX) {
      this.#before = this.#known;
      this.#known = new Map();
    }
    this.#known.set(key, remembered);
    this.#lastKey = key;
    this.#last = remembered;
  }
}
