import type { Micros, Scalar } from '../model/observation.ts';
import { parseDuration } from './duration.ts';
import { MESSAGES, shown } from './messages.ts';
import { nearestName } from '../model/nearest-name.ts';
import type { Reporter } from './problem.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './yaml-tree.ts';

/** How a value of the file is named in a message. */
export function describeNode(node: YamlNode): string {
  if (node.type === 'list') return 'a list';
  if (node.type === 'map') return 'a mapping';
  return node.value === null ? 'null' : shown(node.value);
}

/** Reports that something else was expected, and returns null so that a reader can end with it. */
export function unexpected(node: YamlNode, reporter: Reporter, expected: string): null {
  reporter.report(node.at, MESSAGES.expected(expected, describeNode(node)), expected);
  return null;
}

/** The entries of a mapping by key. Keys outside `known` and absent `required` ones are reported; the rest is still returned. */
export function readMap(
  node: YamlNode,
  reporter: Reporter,
  known: readonly string[],
  required: readonly string[],
): ReadonlyMap<string, YamlNode> | null {
  if (node.type !== 'map') return unexpected(node, reporter, 'mapping');
  const found = new Map<string, YamlNode>();
  for (const entry of node.entries) {
    if (known.includes(entry.key)) found.set(entry.key, entry.value);
    else reportUnknownKey(entry, reporter, known);
  }
  for (const key of required) if (!found.has(key)) reporter.report(node.at, MESSAGES.missingKey(key), key);
  return found;
}

/** Reports a key that nothing knows. */
export function reportUnknownKey(entry: YamlEntry, reporter: Reporter, known: readonly string[]): void {
  const nearest = nearestName(entry.key, known);
  reporter.report(entry.keyAt, MESSAGES.unknownKey(entry.key, nearest), known.join(' | '), nearest);
}

/** The items of a list; a list that must not be empty is reported where it is. */
export function readList(node: YamlNode, reporter: Reporter, mayBeEmpty = false): readonly YamlNode[] | null {
  if (node.type !== 'list') return unexpected(node, reporter, 'list');
  if (node.items.length > 0 || mayBeEmpty) return node.items;
  reporter.report(node.at, MESSAGES.emptyList());
  return null;
}

/** A text that is not blank, without the spaces around it. */
export function readText(node: YamlNode, reporter: Reporter): string | null {
  if (node.type !== 'scalar' || typeof node.value !== 'string') return unexpected(node, reporter, 'string');
  const text = node.value.trim();
  if (text !== '') return text;
  reporter.report(node.at, MESSAGES.emptyText(), 'string');
  return null;
}

/** A finite number in [least, most]. */
export function readNumber(node: YamlNode, reporter: Reporter, least: number, most: number): number | null {
  const value = node.type === 'scalar' ? node.value : null;
  if (typeof value === 'number' && value >= least && value <= most) return value;
  return unexpected(node, reporter, `number ${least}..${most}`);
}

/** A whole number in [least, most]. */
export function readInteger(node: YamlNode, reporter: Reporter, least: number, most: number): number | null {
  const value = node.type === 'scalar' ? node.value : null;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  return unexpected(node, reporter, `integer ${least}..${most}`);
}

/** One of a known few texts. */
export function readOneOf<T extends string>(node: YamlNode, reporter: Reporter, values: readonly T[]): T | null {
  const value = node.type === 'scalar' ? node.value : null;
  if (typeof value !== 'string') return unexpected(node, reporter, values.join(' | '));
  const found = values.find((known) => known === value);
  if (found !== undefined) return found;
  const nearest = nearestName(value, values);
  reporter.report(node.at, MESSAGES.unknownValue(value, nearest), values.join(' | '), nearest);
  return null;
}

/** A duration such as `60s`. */
export function readDuration(node: YamlNode, reporter: Reporter, least: Micros): Micros | null {
  const value = node.type === 'scalar' ? node.value : null;
  const micros = typeof value === 'string' ? parseDuration(value) : null;
  if (micros !== null && micros >= least) return micros;
  reporter.report(node.at, MESSAGES.badDuration(node.type === 'scalar' ? node.value : node.type), '10ms | 60s | 5m | 1h | 7d');
  return null;
}

/** A scalar of a type (null: any type), and never null itself nor an unbounded number. */
export function readOperand(node: YamlNode, reporter: Reporter, type: 'string' | 'number' | 'boolean' | null): Scalar {
  if (node.type === 'scalar' && node.value === null) {
    reporter.report(node.at, MESSAGES.nullOperand(), type ?? 'scalar');
    return null;
  }
  if (node.type === 'scalar' && isOperand(node, type)) return node.value;
  return unexpected(node, reporter, type ?? 'scalar');
}

function isOperand(node: YamlScalar, type: string | null): boolean {
  if (typeof node.value === 'number' && !Number.isFinite(node.value)) return false;
  return type === null || typeof node.value === type;
}
