import type { DestinationFacts, DeviceFacts, Sighting } from '../model/sighting.ts';
import { asksOfBothEnds } from './both-ends.ts';
import type { Holds } from './compile.ts';
import { compileCondition, conjunctsOf, costOf } from './compile.ts';
import { isFactual } from './factual.ts';
import type { FindingDraft } from './finding-draft.ts';
import { findingKey } from './finding-key.ts';
import type { Condition, Rule } from './rule.ts';

/** A rule ready to judge, with its findings so far. */
export class Judge {
  readonly rule: Rule;
  /** The conditions that must all hold: their numbers on the bench. */
  readonly conditions: readonly number[];
  /** Those of them that ask of device and destination only. */
  readonly factual: readonly number[];
  readonly drafts = new Map<string, FindingDraft>();
  /** Findings per device. */
  readonly devices = new Map<string, number>();
  faults = 0;

  /** Sets its keys apart from other rules'. */
  readonly #prefix: string;
  /** Device and destination alone set its findings apart: for the same facts the key is the same. */
  readonly #factual: boolean;
  #device: DeviceFacts | null = null;
  #destination: DestinationFacts | null = null;
  #key: string | null = null;

  /** `index`: its own among the rules of the run. */
  constructor(rule: Rule, index: number, conditions: readonly number[], factual: readonly number[]) {
    this.rule = rule;
    this.conditions = conditions;
    this.factual = factual;
    this.#prefix = `r${index}`;
    this.#factual = rule.per.every((part) => part === 'device' || part === 'destination' || (part !== 'flow' && isFactual(part)));
  }

  /** What sets this sighting's finding apart from all others of the run. Facts objects are immutable, and mostly come again at once. */
  keyOf(sighting: Sighting): string {
    const { device, destination } = sighting;
    if (this.#key !== null && device === this.#device && destination === this.#destination) return this.#key;
    const key = this.#prefix + findingKey(this.rule.per, sighting);
    if (!this.#factual) return key;
    this.#device = device;
    this.#destination = destination;
    return (this.#key = key);
  }
}

/**
 * The judges of one kind of observation, and every condition that any of them asks, once: most rules ask the same few things
 * (is the destination on the Internet? is the sender the device?), and of one sighting each is asked once at most.
 */
export class Bench {
  /** In the order in which they are asked: first those that look at the observation too. */
  readonly judges: readonly Judge[];
  /** Those of them that are asked about the other end too, where that is a device at home. */
  readonly ofBothEnds: readonly Judge[];
  readonly #conditions: readonly Holds[];
  /** The sighting that a condition was last asked of, and its answer. */
  readonly #askedOf: number[];
  readonly #answers: boolean[];
  #sighting = 0;

  /** The rules of one kind by their index among the rules of the run. */
  constructor(rules: ReadonlyMap<number, Rule>) {
    const questions = new Questions();
    const asked = [...rules].map(([index, rule]) => ({ index, rule, numbers: questions.of(rule.where) }));
    const judges = asked.map(({ index, rule, numbers }) => {
      const conditions = questions.inOrder(numbers);
      return new Judge(
        rule,
        index,
        conditions,
        conditions.filter((number) => isFactual(questions.conditions[number]!)),
      );
    });
    this.judges = [...judges.filter(({ rule }) => !isFactual(rule.where)), ...judges.filter(({ rule }) => isFactual(rule.where))];
    this.ofBothEnds = this.judges.filter(({ rule }) => asksOfBothEnds(rule.where));
    this.#conditions = questions.conditions.map(compileCondition);
    this.#askedOf = questions.conditions.map(() => -1);
    this.#answers = questions.conditions.map(() => false);
  }

  /** A new sighting is at hand: nothing has been asked of it yet. */
  begin(): void {
    this.#sighting++;
  }

  /** True where everything holds that the rule asks of the sighting at hand. */
  holds(judge: Judge, sighting: Sighting): boolean {
    return this.#all(judge.conditions, sighting);
  }

  /** True where some rule may hold, by device and destination alone: nothing is asked of the observation. */
  mayHold(sighting: Sighting): boolean {
    this.begin();
    return this.judges.some(({ factual }) => this.#all(factual, sighting));
  }

  #all(conditions: readonly number[], sighting: Sighting): boolean {
    const askedOf = this.#askedOf;
    const answers = this.#answers;
    const now = this.#sighting;
    for (let at = 0; at < conditions.length; at++) {
      const number = conditions[at]!;
      if (askedOf[number] !== now) {
        answers[number] = this.#conditions[number]!(sighting);
        askedOf[number] = now;
      }
      if (!answers[number]!) return false;
    }
    return true;
  }
}

/** The different conditions of several rules, with numbers, and how many of the rules ask each. */
class Questions {
  readonly conditions: Condition[] = [];
  readonly #askers: number[] = [];
  readonly #numbers = new Map<string, number>();

  /** The numbers of the conditions that must all hold. */
  of(where: Condition): readonly number[] {
    return conjunctsOf(where).map((condition) => {
      const text = JSON.stringify(condition);
      const number = this.#numbers.get(text) ?? this.conditions.push(condition) - 1;
      this.#numbers.set(text, number);
      this.#askers[number] = (this.#askers[number] ?? 0) + 1;
      return number;
    });
  }

  /** First what costs least, where rules that ask the same share the cost: the order changes no result. */
  inOrder(numbers: readonly number[]): readonly number[] {
    const price = (number: number): number => costOf(this.conditions[number]!) / this.#askers[number]!;
    return numbers.toSorted((left, right) => price(left) - price(right));
  }
}
