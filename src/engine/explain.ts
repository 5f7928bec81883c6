import type { Outcome } from '../model/finding.ts';
import type { Scalar, Value } from '../model/observation.ts';
import type { Sighting } from '../model/sighting.ts';
import { keptValue } from '../model/kept-fields.ts';
import { cutText } from './cut-text.ts';
import { readField } from './field.ts';
import { comparesWholeList, inRangesOf, patternsOf } from './operator.ts';
import type { Condition, FieldTest } from './rule.ts';

/** Longest value that is shown in an outcome, in characters. */
export const SHOWN_MAX = 200;

/**
 * Why a condition came out as it did, node by node: the slow twin of `compileCondition`, run on a hit only.
 * The texts are language-neutral: field, operator, operand, and the value found in brackets.
 */
export function explainCondition(condition: Condition, sighting: Sighting): Outcome {
  switch (condition.type) {
    case 'all': {
      const parts = condition.parts.map((part) => explainCondition(part, sighting));
      return { held: parts.every((part) => part.held), because: 'all', parts };
    }
    case 'any': {
      const parts = condition.parts.map((part) => explainCondition(part, sighting));
      return { held: parts.some((part) => part.held), because: 'any', parts };
    }
    case 'not': {
      const part = explainCondition(condition.part, sighting);
      return { held: !part.held, because: 'not', parts: [part] };
    }
    case 'test':
      return explainTest(condition, readField(condition.field, sighting));
  }
}

/** What a test said last, of which value: findings mostly gather the same few values, and outcomes are immutable. */
interface Said {
  readonly text: string;
  value: Value | readonly Scalar[];
  outcome: Outcome | null;
}
const said = new WeakMap<FieldTest, Said>();

function explainTest(test: FieldTest, value: Value | readonly Scalar[]): Outcome {
  let last = said.get(test);
  if (last === undefined) said.set(test, (last = { text: describeTest(test), value: null, outcome: null }));
  // A list is as immutable as what holds it.
  if (last.outcome !== null && last.value === value) return last.outcome;
  last.value = value;
  return (last.outcome = { held: testHolds(test, value), because: `${last.text} (${shortened(shownValue(test, value))})`, parts: [] });
}

/** A URI may carry what nobody should read in a report: the test saw it whole, the proof shows its shape. */
function shownValue(test: FieldTest, value: Value | readonly Scalar[]): Value | readonly Scalar[] {
  return test.field.of === 'observation' ? keptValue(test.field.name, value) : value;
}

/** A test as it is written: `destination.scope is "internet"`. */
export function describeTest(test: FieldTest): string {
  const whole = test.operator === 'in' || test.operands.length !== 1 || comparesWholeList(test.operator, test.field.type);
  return `${test.field.path} ${test.operator} ${shortened(whole ? test.operands : test.operands[0]!)}`;
}

/** A value as it may stand in a text: JSON, cut. */
export function shortened(value: Value | readonly Scalar[]): string {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return JSON.stringify(value);
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, SHOWN_MAX) : firstOf(value));
  return cutText(text, SHOWN_MAX);
}

function firstOf(value: Value | readonly Scalar[]): unknown {
  if (!Array.isArray(value)) return value;
  return value.slice(0, SHOWN_MAX).map((element: unknown) => (typeof element === 'string' ? element.slice(0, SHOWN_MAX) : element));
}

function testHolds(test: FieldTest, value: Value | readonly Scalar[]): boolean {
  if (test.operator === 'exists') return test.operands[0] === (value !== null);
  if (value === null) return false;
  const isList = Array.isArray(value);
  if (!isList) return !isListType(test) && scalarHolds(test, value as Scalar);
  if (!isListType(test)) return false;
  const list = value as readonly Scalar[];
  if (comparesWholeList(test.operator, test.field.type)) {
    return list.length === test.operands.length && list.every((element, at) => element === test.operands[at]);
  }
  return list.some((element) => element !== null && scalarHolds(test, element));
}

function isListType(test: FieldTest): boolean {
  return test.field.type === 'strings' || test.field.type === 'numbers' || test.field.type === 'mixed';
}

function scalarHolds(test: FieldTest, value: Scalar): boolean {
  switch (test.operator) {
    case 'matches':
      return typeof value === 'string' && patternsOf(test).some((pattern) => pattern(value));
    case 'cidr':
      return inRangesOf(test, value);
    default:
      return test.operands.some((operand) => operandHolds(test, value, operand));
  }
}

function operandHolds(test: FieldTest, value: Scalar, operand: Scalar): boolean {
  const texts = typeof value === 'string' && typeof operand === 'string';
  const numbers = typeof value === 'number' && typeof operand === 'number';
  switch (test.operator) {
    case 'starts_with':
      return texts && value.startsWith(operand);
    case 'ends_with':
      return texts && value.endsWith(operand);
    case 'contains': {
      const partly = test.field.type === 'string' || (test.field.type === 'mixed' && typeof value === 'string');
      return partly ? texts && value.includes(operand) : value === operand;
    }
    case 'at_least':
      return numbers && value >= operand;
    case 'at_most':
      return numbers && value <= operand;
    default:
      return value === operand;
  }
}
