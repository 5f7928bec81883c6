import type { Scalar, Value } from '../model/observation.ts';
import type { Sighting } from '../model/sighting.ts';
import { SENDERS, readField } from './field.ts';
import { comparesWholeList, inRangesOf, patternsOf } from './operator.ts';
import type { Pattern } from './pattern.ts';
import type { Condition, FieldReference, FieldTest, Operator } from './rule.ts';

export type Holds = (sighting: Sighting) => boolean;
type Anything = Value | readonly Scalar[] | undefined;
type Read = (sighting: Sighting) => Anything;

/** Relative cost of an operator: in `all` and `any` the cheap tests are tried first, which changes no result. */
const COST: Readonly<Record<Operator, number>> = {
  is: 1,
  exists: 1,
  at_least: 1,
  at_most: 1,
  in: 2,
  starts_with: 2,
  ends_with: 2,
  contains: 3,
  cidr: 20,
  matches: 50,
};

/** The condition as one function: the fast twin of `explainCondition`, run on every sighting of the kind. */
export function compileCondition(condition: Condition): Holds {
  switch (condition.type) {
    case 'all':
      return allOf(byCost(condition.parts).map(compileCondition));
    case 'any':
      return anyOf(byCost(condition.parts).map(compileCondition));
    case 'not': {
      const part = compileCondition(condition.part);
      return (sighting) => !part(sighting);
    }
    case 'test':
      return compileTest(condition);
  }
}

/** The conditions that must all hold for the whole to hold; none of them is itself an `all`. */
export function conjunctsOf(condition: Condition): readonly Condition[] {
  return condition.type === 'all' ? condition.parts.flatMap(conjunctsOf) : [condition];
}

function byCost(parts: readonly Condition[]): readonly Condition[] {
  return parts.toSorted((left, right) => costOf(left) - costOf(right));
}

/** What a condition costs beside others. */
export function costOf(condition: Condition): number {
  if (condition.type === 'test') return COST[condition.operator];
  if (condition.type === 'not') return costOf(condition.part);
  return condition.parts.reduce((sum, part) => sum + costOf(part), 1);
}

function allOf(parts: readonly Holds[]): Holds {
  if (parts.length === 1) return parts[0]!;
  return (sighting) => {
    for (const part of parts) if (!part(sighting)) return false;
    return true;
  };
}

function anyOf(parts: readonly Holds[]): Holds {
  return (sighting) => {
    for (const part of parts) if (part(sighting)) return true;
    return false;
  };
}

function compileTest(test: FieldTest): Holds {
  const read = reader(test.field);
  if (test.operator === 'exists') {
    const wanted = test.operands[0] === true;
    return (sighting) => ((read(sighting) ?? null) !== null) === wanted;
  }
  const ofList = test.field.type === 'strings' || test.field.type === 'numbers';
  if (comparesWholeList(test.operator, test.field.type)) return (sighting) => sameList(read(sighting), test.operands);
  const element = elementTest(test);
  if (!ofList && test.field.type !== 'mixed') {
    return (sighting) => {
      const value = read(sighting);
      return value !== null && value !== undefined && !Array.isArray(value) && element(value as Scalar);
    };
  }
  return (sighting) => {
    const list = read(sighting);
    if (!Array.isArray(list)) return false;
    for (const value of list as readonly Scalar[]) if (value !== null && element(value)) return true;
    return false;
  };
}

function reader(field: FieldReference): Read {
  const name = field.name;
  if (field.attribute !== null) return (sighting) => readField(field, sighting);
  switch (field.of) {
    case 'observation':
      return (sighting) => sighting.observation.fields[name];
    case 'device':
      return (sighting) => (sighting.device as Readonly<Record<string, Value>> | null)?.[name];
    case 'destination':
      return (sighting) => (sighting.destination as Readonly<Record<string, Value>> | null)?.[name];
    case 'sender':
      return (sighting) => (sighting.observation.sender === null ? null : SENDERS[sighting.observation.sender]);
  }
}

/** The operator on one scalar that is not null. */
function elementTest(test: FieldTest): (value: Scalar) => boolean {
  const operands = test.operands;
  const first = operands[0]!;
  switch (test.operator) {
    case 'is':
      return (value) => value === first;
    case 'in': {
      const set = new Set(operands);
      return (value) => set.has(value);
    }
    case 'at_least':
      return (value) => typeof value === 'number' && value >= (first as number);
    case 'at_most':
      return (value) => typeof value === 'number' && value <= (first as number);
    case 'cidr':
      return (value) => inRangesOf(test, value);
    case 'matches':
      return matchesTest(test);
    case 'starts_with':
      return textTest(operands, (value, operand) => value.startsWith(operand));
    case 'ends_with':
      return textTest(operands, (value, operand) => value.endsWith(operand));
    case 'contains':
      return containsTest(test);
    case 'exists':
      return () => true;
  }
}

/** The patterns are compiled when the first text comes: most rules of a run see none. */
function matchesTest(test: FieldTest): (value: Scalar) => boolean {
  let patterns: readonly Pattern[] | null = null;
  return (value) => {
    if (typeof value !== 'string') return false;
    patterns ??= patternsOf(test);
    for (const pattern of patterns) if (pattern(value)) return true;
    return false;
  };
}

/** In a text: a part of it. In a list: one of its elements. In records: a part of a text, or the value itself. */
function containsTest(test: FieldTest): (value: Scalar) => boolean {
  const part = textTest(test.operands, (value, operand) => value.includes(operand));
  if (test.field.type === 'string') return part;
  const set = new Set(test.operands);
  if (test.field.type !== 'mixed') return (value) => set.has(value);
  return (value) => (typeof value === 'string' ? part(value) : set.has(value));
}

function textTest(operands: readonly Scalar[], holds: (value: string, operand: string) => boolean): (value: Scalar) => boolean {
  const texts = operands.filter((operand) => typeof operand === 'string');
  if (texts.length === 1) {
    const only = texts[0]!;
    return (value) => typeof value === 'string' && holds(value, only);
  }
  return (value) => {
    if (typeof value !== 'string') return false;
    for (const text of texts) if (holds(value, text)) return true;
    return false;
  };
}

function sameList(value: Anything, operands: readonly Scalar[]): boolean {
  if (!Array.isArray(value) || value.length !== operands.length) return false;
  for (let at = 0; at < operands.length; at++) if (value[at] !== operands[at]) return false;
  return true;
}
