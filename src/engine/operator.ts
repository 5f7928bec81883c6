import type { Scalar } from '../model/observation.ts';
import type { AddressRange } from './address-range.ts';
import { inRange, addressOctets, parseRange } from './address-range.ts';
import type { Pattern } from './pattern.ts';
import { compilePattern } from './pattern.ts';
import type { FieldTest, FieldType, Operator } from './rule.ts';

/** What an operator takes: the field types it applies to, its operand's type and whether a list of them may stand. */
export interface OperatorRule {
  readonly fields: readonly FieldType[];
  /** `element`: the type of the field's elements. */
  readonly operand: 'element' | 'string' | 'number' | 'boolean';
  readonly list: 'never' | 'may' | 'must';
}

const TEXTS: readonly FieldType[] = ['string', 'strings', 'mixed'];
const NUMBERS: readonly FieldType[] = ['number', 'numbers', 'mixed'];

/** The type rules of CONTRACT's operators. On a list field an operator holds where one element does; `is` compares whole lists. */
export const OPERATOR_RULES: Readonly<Record<Operator, OperatorRule>> = {
  is: { fields: ['string', 'number', 'boolean', 'strings', 'numbers', 'mixed'], operand: 'element', list: 'never' },
  in: { fields: ['string', 'number', 'strings', 'numbers', 'mixed'], operand: 'element', list: 'must' },
  matches: { fields: TEXTS, operand: 'string', list: 'may' },
  contains: { fields: ['string', 'strings', 'numbers', 'mixed'], operand: 'element', list: 'may' },
  starts_with: { fields: TEXTS, operand: 'string', list: 'may' },
  ends_with: { fields: TEXTS, operand: 'string', list: 'may' },
  at_least: { fields: NUMBERS, operand: 'number', list: 'never' },
  at_most: { fields: NUMBERS, operand: 'number', list: 'never' },
  cidr: { fields: TEXTS, operand: 'string', list: 'may' },
  exists: { fields: ['string', 'number', 'boolean', 'strings', 'numbers', 'records', 'mixed'], operand: 'boolean', list: 'never' },
};

/** The type of one element of a field; null for records and `mixed`, where any scalar may stand. */
export function elementType(type: FieldType): 'string' | 'number' | 'boolean' | null {
  if (type === 'strings') return 'string';
  if (type === 'numbers') return 'number';
  return type === 'records' || type === 'mixed' ? null : type;
}

/** True for `is` on a list field: its operands are one whole list. */
export function comparesWholeList(operator: Operator, type: FieldType): boolean {
  return operator === 'is' && (type === 'strings' || type === 'numbers');
}

const patterns = new WeakMap<FieldTest, readonly Pattern[]>();
const ranges = new WeakMap<FieldTest, readonly AddressRange[]>();

/** The compiled patterns of a `matches`; a pattern that the loader would have refused never matches. */
export function patternsOf(test: FieldTest): readonly Pattern[] {
  let compiled = patterns.get(test);
  if (compiled === undefined) {
    compiled = test.operands.map((operand) => {
      const result = compilePattern(String(operand));
      return 'pattern' in result ? result.pattern : () => false;
    });
    patterns.set(test, compiled);
  }
  return compiled;
}

/** True where the value is an address in one of the blocks of a `cidr`. */
export function inRangesOf(test: FieldTest, value: Scalar): boolean {
  if (typeof value !== 'string') return false;
  const address = addressOctets(value);
  if (address === null) return false;
  let parsed = ranges.get(test);
  if (parsed === undefined) {
    parsed = test.operands.map((operand) => parseRange(String(operand))).filter((range) => range !== null);
    ranges.set(test, parsed);
  }
  return parsed.some((range) => inRange(range, address));
}
