import type { Micros, Shape } from '../model/observation.ts';
import { readField } from './condition-reader.ts';
import { MESSAGES } from './messages.ts';
import type { Reporter } from './problem.ts';
import type { FieldReference, FieldType, Window } from './rule.ts';
import { readDuration, readInteger, readMap, readNumber, readText } from './yaml-read.ts';
import { DURATION_MAX } from './duration.ts';
import type { YamlNode } from './yaml-tree.ts';

/** Moments kept of one window: what a rule asks for must fit. */
export const SAMPLES_MAX = 1_024;
/** Fewer moments show no period. */
const PERIOD_COUNT_MIN = 4;
/** A shorter period is a stream or a burst, not a beacon; a rule that means it says so. */
const PERIOD_MIN: Micros = 1_000_000;

const PARTS = ['count', 'distinct', 'period', 'rate'] as const;
type Fields = (node: YamlNode, types: readonly FieldType[]) => FieldReference | null;

/** Reads `within` and `when`, which stand together or not at all. */
export function readWindow(within: YamlNode | null, when: YamlNode | null, reporter: Reporter, kind: string, shape: Shape): Window | null {
  if (within === null || when === null) {
    if (within !== null) reporter.report(within.at, MESSAGES.windowHalf('within', 'when'), 'when');
    if (when !== null) reporter.report(when.at, MESSAGES.windowHalf('when', 'within'), 'within');
    return null;
  }
  const micros = readDuration(within, reporter, 1);
  const parts = readMap(when, reporter, PARTS, []);
  if (parts === null) return null;
  if (parts.size === 0) reporter.report(when.at, MESSAGES.missingKey('count'), PARTS.join(' | '));
  const fields: Fields = (node, types) => readTypedField(node, types, reporter, kind, shape);
  const part = <T>(name: (typeof PARTS)[number], read: (node: YamlNode) => T | null): T | null => {
    const node = parts.get(name);
    return node === undefined ? null : read(node);
  };
  const window = {
    within: micros ?? 0,
    count: part('count', (node) => readCount(node, reporter)),
    distinct: part('distinct', (node) => readDistinct(node, reporter, fields)),
    period: part('period', (node) => readPeriod(node, reporter)),
    rate: part('rate', (node) => readRate(node, reporter, fields)),
  };
  const tooFew = parts.has('period') && (window.count === null || window.count.atLeast < PERIOD_COUNT_MIN);
  if (tooFew)
    reporter.report(parts.get('period')!.at, MESSAGES.periodNeedsCount(PERIOD_COUNT_MIN), `count: {at_least: ${PERIOD_COUNT_MIN}}`);
  return window;
}

function readTypedField(
  node: YamlNode,
  types: readonly FieldType[],
  reporter: Reporter,
  kind: string,
  shape: Shape,
): FieldReference | null {
  const path = readText(node, reporter);
  const field = path === null ? null : readField(path, node.at, reporter, kind, shape);
  if (field === null || types.includes(field.type)) return field;
  reporter.report(node.at, MESSAGES.operatorMismatch('when', field.path, field.type), types.join(' | '));
  return null;
}

function readCount(node: YamlNode, reporter: Reporter): Window['count'] {
  const map = readMap(node, reporter, ['at_least'], ['at_least']);
  const least = map?.get('at_least');
  const atLeast = least === undefined ? null : readInteger(least, reporter, 1, SAMPLES_MAX);
  return atLeast === null ? null : { atLeast };
}

function readDistinct(node: YamlNode, reporter: Reporter, fields: Fields): Window['distinct'] {
  const map = readMap(node, reporter, ['field', 'at_least'], ['field', 'at_least']);
  const name = map?.get('field');
  const least = map?.get('at_least');
  const field = name === undefined ? null : fields(name, ['string', 'number', 'boolean']);
  const atLeast = least === undefined ? null : readInteger(least, reporter, 2, SAMPLES_MAX);
  return field === null || atLeast === null ? null : { field, atLeast };
}

function readPeriod(node: YamlNode, reporter: Reporter): Window['period'] {
  const map = readMap(node, reporter, ['jitter_below', 'at_least', 'at_most'], ['jitter_below']);
  const jitter = map?.get('jitter_below');
  const least = map?.get('at_least');
  const most = map?.get('at_most');
  const jitterBelow = jitter === undefined ? null : readNumber(jitter, reporter, 0.001, 10);
  const atLeast = least === undefined ? PERIOD_MIN : readDuration(least, reporter, 1);
  const atMost = most === undefined ? DURATION_MAX : readDuration(most, reporter, 1);
  return jitterBelow === null || atLeast === null || atMost === null ? null : { jitterBelow, atLeast, atMost };
}

function readRate(node: YamlNode, reporter: Reporter, fields: Fields): Window['rate'] {
  const map = readMap(node, reporter, ['field', 'per', 'at_least'], ['per', 'at_least']);
  const name = map?.get('field');
  const unit = map?.get('per');
  const least = map?.get('at_least');
  const before = reporter.problems.length;
  const field = name === undefined ? null : fields(name, ['number']);
  const per = unit === undefined ? null : readDuration(unit, reporter, 1);
  const atLeast = least === undefined ? null : readNumber(least, reporter, Number.MIN_VALUE, Number.MAX_SAFE_INTEGER);
  return reporter.problems.length > before || per === null || atLeast === null ? null : { field, per, atLeast };
}
