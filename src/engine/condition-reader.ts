import type { Scalar, Shape } from '../model/observation.ts';
import { parseRange } from './address-range.ts';
import { closedValues, fieldNames, resolveField } from './field.ts';
import { MESSAGES } from './messages.ts';
import { nearestName } from '../model/nearest-name.ts';
import { OPERATOR_RULES, comparesWholeList, elementType } from './operator.ts';
import { compilePattern } from './pattern.ts';
import type { Reporter } from './problem.ts';
import type { Condition, FieldReference, FieldTest, Operator } from './rule.ts';
import { OPERATORS } from './rule.ts';
import { readList, readOperand, unexpected } from './yaml-read.ts';
import type { YamlEntry, YamlMap, YamlNode } from './yaml-tree.ts';

/** Condition nodes of one rule: bounds what one sighting can cost. */
const TESTS_MAX = 1_000;

/** Reads the `where` of a rule on one kind of observation, checking each field, operator and operand against the kind's shape. */
export function readCondition(node: YamlNode, reporter: Reporter, kind: string, shape: Shape): Condition {
  return new ConditionReader(reporter, kind, shape).map(node);
}

/** Resolves a field name, or reports that the kind has none such. */
export function readField(path: string, at: number, reporter: Reporter, kind: string, shape: Shape): FieldReference | null {
  const field = resolveField(path, shape);
  if (field !== null) return field;
  const names = fieldNames(shape);
  const nearest = nearestField(path, names);
  reporter.report(at, MESSAGES.unknownField(path, kind, nearest), Object.keys(shape).join(' | '), nearest);
  return null;
}

/** Within `device.` or `destination.` only the rest of the name is compared: what they share says nothing. */
function nearestField(path: string, names: readonly string[]): string | null {
  const prefix = path.slice(0, path.indexOf('.') + 1);
  const siblings = prefix === '' ? [] : names.filter((name) => name.startsWith(prefix));
  if (siblings.length === 0) return nearestName(path, names);
  const nearest = nearestName(
    path.slice(prefix.length),
    siblings.map((name) => name.slice(prefix.length)),
  );
  return nearest === null ? null : prefix + nearest;
}

const NOTHING: Condition = { type: 'all', parts: [] };

class ConditionReader {
  readonly #reporter: Reporter;
  readonly #kind: string;
  readonly #shape: Shape;
  #tests = 0;

  constructor(reporter: Reporter, kind: string, shape: Shape) {
    this.#reporter = reporter;
    this.#kind = kind;
    this.#shape = shape;
  }

  /** A mapping: all of its entries must hold. */
  map(node: YamlNode): Condition {
    if (node.type !== 'map') {
      unexpected(node, this.#reporter, 'mapping');
      return NOTHING;
    }
    const parts = node.entries.flatMap((entry) => this.#entry(entry));
    return parts.length === 1 ? parts[0]! : { type: 'all', parts };
  }

  #entry(entry: YamlEntry): readonly Condition[] {
    switch (entry.key) {
      case 'all':
        return [{ type: 'all', parts: this.#several(entry.value) }];
      case 'any':
        return [{ type: 'any', parts: this.#several(entry.value) }];
      case 'not':
        return [{ type: 'not', part: this.map(entry.value) }];
      default:
        return this.#field(entry);
    }
  }

  /** `all` and `any` take a list of mappings, or one mapping whose entries are the parts. */
  #several(node: YamlNode): readonly Condition[] {
    if (node.type === 'map') return node.entries.flatMap((entry) => this.#entry(entry));
    return (readList(node, this.#reporter) ?? []).map((part) => this.map(part));
  }

  #field(entry: YamlEntry): readonly Condition[] {
    if (++this.#tests > TESTS_MAX) {
      if (this.#tests === TESTS_MAX + 1) this.#reporter.report(entry.keyAt, MESSAGES.tooManyNodes(TESTS_MAX));
      return [];
    }
    const field = readField(entry.key, entry.keyAt, this.#reporter, this.#kind, this.#shape);
    if (field === null) return [];
    if (entry.value.type !== 'map') return present(this.#test(field, 'is', entry.value, entry.keyAt));
    const tests = this.#operators(field, entry.value);
    return tests.length > 1 ? [{ type: 'all', parts: tests }] : tests;
  }

  #operators(field: FieldReference, node: YamlMap): readonly FieldTest[] {
    if (node.entries.length === 0) this.#reporter.report(node.at, MESSAGES.expected(OPERATORS.join(' | '), '{}'), OPERATORS.join(' | '));
    return node.entries.flatMap((entry) => {
      const operator = OPERATORS.find((known) => known === entry.key);
      if (operator !== undefined) return present(this.#test(field, operator, entry.value, entry.keyAt));
      const nearest = nearestName(entry.key, OPERATORS);
      this.#reporter.report(entry.keyAt, MESSAGES.unknownOperator(entry.key, nearest), OPERATORS.join(' | '), nearest);
      return [];
    });
  }

  #test(field: FieldReference, operator: Operator, node: YamlNode, at: number): FieldTest | null {
    if (!OPERATOR_RULES[operator].fields.includes(field.type)) {
      const usable = OPERATORS.filter((known) => OPERATOR_RULES[known].fields.includes(field.type)).join(' | ');
      this.#reporter.report(at, MESSAGES.operatorMismatch(operator, field.path, field.type), usable);
      return null;
    }
    const before = this.#reporter.problems.length;
    const operands = this.#operands(field, operator, node);
    if (operands === null || this.#reporter.problems.length > before) return null;
    return { type: 'test', field, operator, operands };
  }

  #operands(field: FieldReference, operator: Operator, node: YamlNode): readonly Scalar[] | null {
    const rule = OPERATOR_RULES[operator];
    const type = rule.operand === 'element' ? elementType(field.type) : rule.operand;
    const wholeList = comparesWholeList(operator, field.type);
    if (wholeList && node.type !== 'list') {
      return unexpected(node, this.#reporter, 'list; contains: for one element');
    }
    const asList = node.type === 'list' && (rule.list !== 'never' || wholeList);
    if (!asList && rule.list === 'must') return unexpected(node, this.#reporter, 'list');
    const nodes = asList ? readList(node, this.#reporter, wholeList) : [node];
    return nodes === null ? null : nodes.map((item) => this.#operand(field, operator, item, type));
  }

  #operand(field: FieldReference, operator: Operator, node: YamlNode, type: 'string' | 'number' | 'boolean' | null): Scalar {
    const operand = readOperand(node, this.#reporter, type);
    if (typeof operand !== 'string') return operand;
    if (operator === 'matches') this.#checkPattern(operand, node);
    if (operator === 'cidr' && parseRange(operand) === null) {
      this.#reporter.report(node.at, MESSAGES.badRange(operand), '192.168.0.0/16 | fe80::/10');
    }
    const whole = operator === 'is' || operator === 'in' || (operator === 'contains' && field.type === 'strings');
    const values = whole ? closedValues(field) : null;
    if (values !== null && !values.includes(operand)) {
      const nearest = nearestName(operand, values);
      this.#reporter.report(node.at, MESSAGES.unknownValue(operand, nearest), values.join(' | '), nearest);
    }
    return operand;
  }

  #checkPattern(source: string, node: YamlNode): void {
    const result = compilePattern(source);
    if ('flaw' in result) this.#reporter.report(node.at, MESSAGES.badPattern(result.flaw), 'RE2 pattern');
    else if (source === '') this.#reporter.report(node.at, MESSAGES.emptyText(), 'RE2 pattern');
  }
}

function present(test: FieldTest | null): readonly FieldTest[] {
  return test === null ? [] : [test];
}
