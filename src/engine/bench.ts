import type { DestinationFacts, DeviceFacts, Sighting } from '../model/sighting.ts';
import { asksOfBothEnds } from './both-ends.ts';
import type { Holds } from './compile.ts';
import { compileCondition, conjunctsOf, costOf } from './compile.ts';
import { isFactual } from './factual.ts';
import type { FindingDraft } from './finding-draft.ts';
import { findingKey, keyParts } from './finding-key.ts';
import type { Condition, Per, Rule } from './rule.ts';
import { Shortlists } from './shortlists.ts';

/** A rule ready to judge, with its findings so far. */
export class Judge {
  readonly rule: Rule;
  /** The conditions that must all hold: their numbers on the bench. */
  readonly conditions: readonly number[];
  /** Those of them that ask of device and destination only, and those that do not. */
  readonly factual: readonly number[];
  readonly told: readonly number[];
  readonly drafts = new Map<string, FindingDraft>();
  /** Findings per device. */
  readonly devices = new Map<string, number>();
  faults = 0;

  /** Sets its keys apart from other rules'. */
  readonly #prefix: string;
  /** What sets its findings apart: first the parts that device and destination give, which are the same for the same facts; then the others. */
  readonly #first: readonly Per[];
  readonly #others: readonly Per[];
  #device: DeviceFacts | null = null;
  #destination: DestinationFacts | null = null;
  #start: string | null = null;

  /** `index`: its own among the rules of the run. */
  constructor(rule: Rule, index: number, conditions: readonly number[], factual: readonly number[]) {
    this.rule = rule;
    this.conditions = conditions;
    this.factual = factual;
    this.told = conditions.filter((number) => !factual.includes(number));
    this.#prefix = `r${index}`;
    this.#first = rule.per.filter(isOfFacts);
    this.#others = rule.per.filter((part) => !isOfFacts(part));
  }

  /** What sets this sighting's finding apart from all others of the run. Facts objects are immutable, and mostly come again at once. */
  keyOf(sighting: Sighting): string {
    const start = this.#startOf(sighting);
    return this.#others.length === 0 ? start : start + keyParts(this.#others, sighting);
  }

  #startOf(sighting: Sighting): string {
    const { device, destination } = sighting;
    if (this.#start !== null && device === this.#device && destination === this.#destination) return this.#start;
    this.#device = device;
    this.#destination = destination;
    return (this.#start = this.#prefix + findingKey(this.#first, sighting));
  }
}

function isOfFacts(part: Per): boolean {
  return part === 'device' || part === 'destination' || (part !== 'flow' && isFactual(part));
}

/** A rule that may hold for all that device and destination tell, and what else must hold: numbers of conditions. */
export interface Candidate {
  readonly judge: Judge;
  readonly conditions: readonly number[];
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
  /** What each condition asks of the observation. */
  readonly #fields: readonly (readonly string[])[];
  readonly #all: Shortlists;
  readonly #both: Shortlists;
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
    this.#fields = questions.conditions.map(fieldsOf);
    const asks = this.holds.bind(this);
    this.#all = new Shortlists(this.judges, asks);
    this.#both = new Shortlists(this.ofBothEnds, asks);
  }

  /** The rules to be asked about a sighting that is now at hand. */
  candidates(sighting: Sighting): readonly Candidate[] {
    this.#sighting++;
    return this.#all.of(sighting);
  }

  /** The same, of those rules that are asked about the other end too. */
  candidatesOfOtherEnd(sighting: Sighting): readonly Candidate[] {
    this.#sighting++;
    return this.#both.of(sighting);
  }

  /**
   * True where some rule may hold, as far as can be told yet: of the observation only those fields are looked at that are there.
   * The others are never asked for, so a condition on them holds for all that is known.
   */
  mayHold(sighting: Sighting): boolean {
    const { fields } = sighting.observation;
    return this.candidates(sighting).some(({ conditions }) =>
      conditions.every((number) => !this.#fields[number]!.every((name) => Object.hasOwn(fields, name)) || this.#asks(number, sighting)),
    );
  }

  /** True where all the conditions hold of the sighting at hand: each is asked once. */
  holds(conditions: readonly number[], sighting: Sighting): boolean {
    for (let at = 0; at < conditions.length; at++) if (!this.#asks(conditions[at]!, sighting)) return false;
    return true;
  }

  #asks(number: number, sighting: Sighting): boolean {
    if (this.#askedOf[number] !== this.#sighting) {
      this.#answers[number] = this.#conditions[number]!(sighting);
      this.#askedOf[number] = this.#sighting;
    }
    return this.#answers[number]!;
  }
}

/** The fields of the observation that a condition asks of, and who sent it, which is no field of its own: unlike any of them, `sender`. */
function fieldsOf(condition: Condition): readonly string[] {
  switch (condition.type) {
    case 'all':
    case 'any':
      return condition.parts.flatMap(fieldsOf);
    case 'not':
      return fieldsOf(condition.part);
    case 'test':
      return condition.field.of === 'observation' || condition.field.of === 'sender' ? [condition.field.name] : [];
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
