import type { RuleSummary } from '../model/finding.ts';
import type { Direction, Fields, Micros, Scalar } from '../model/observation.ts';
import type { DestinationFacts, DeviceFacts } from '../model/sighting.ts';

export const OPERATORS = ['is', 'in', 'matches', 'contains', 'starts_with', 'ends_with', 'at_least', 'at_most', 'cidr', 'exists'] as const;
export type Operator = (typeof OPERATORS)[number];

/** What a field holds, as operators see it; `mixed` is an attribute of records, whose type the vocabulary leaves open. */
export type FieldType = 'string' | 'number' | 'boolean' | 'strings' | 'numbers' | 'records' | 'mixed';

/** A field that a rule names: of the observation, of the device, of the destination, or who sent the observation. */
export interface FieldReference {
  /** As it is written, such as `destination.scope`. */
  readonly path: string;
  readonly of: 'observation' | 'device' | 'destination' | 'sender';
  readonly name: string;
  /** The attribute looked at in each record, such as `data` in `answers.data`. */
  readonly attribute: string | null;
  readonly type: FieldType;
}

/** One operator on one field. Where several operands stand, one of them must hold (but `is` on a list compares whole lists). */
export interface FieldTest {
  readonly type: 'test';
  readonly field: FieldReference;
  readonly operator: Operator;
  readonly operands: readonly Scalar[];
}
export type Condition =
  | { readonly type: 'all'; readonly parts: readonly Condition[] }
  | { readonly type: 'any'; readonly parts: readonly Condition[] }
  | { readonly type: 'not'; readonly part: Condition }
  | FieldTest;

/** What sets one finding of a rule apart from another. */
export type Per = 'device' | 'destination' | 'flow' | FieldReference;

/** What must be true over a stretch of capture time; all parts that stand must hold. */
export interface Window {
  /** Length of the stretch: observations older than this, seen from the newest, do not count. */
  readonly within: Micros;
  readonly count: { readonly atLeast: number } | null;
  /** Different values of a field. */
  readonly distinct: { readonly field: FieldReference; readonly atLeast: number } | null;
  /** The median interval lies in [atLeast, atMost], and the intervals' median distance from it is below `jitterBelow` times it. */
  readonly period: { readonly jitterBelow: number; readonly atLeast: Micros; readonly atMost: Micros } | null;
  /** Sum of a field (without one, the number of observations) over the stretch, converted to one `per`. */
  readonly rate: { readonly field: FieldReference | null; readonly per: Micros; readonly atLeast: number } | null;
}

/** An observation of a rule's test, repeated `repeat` times. */
export interface Given {
  readonly kind: string;
  readonly fields: Fields;
  readonly device: DeviceFacts | null;
  readonly destination: DestinationFacts | null;
  readonly sender: Direction | null;
  readonly flow: number;
  readonly repeat: number;
  readonly every: Micros;
  /** Since the start of the test; null follows on what stands before. */
  readonly at: Micros | null;
}

/** A proof that stands in the rule file: what is given and how many findings must come of it. */
export interface RuleTest {
  readonly name: string;
  /** The line of the rule file, from 1. */
  readonly line: number;
  readonly given: readonly Given[];
  /** The name of a fixture capture that is given instead of observations. */
  readonly capture: string | null;
  readonly expect: number;
}

/** A rule file that was read and checked. */
export interface Rule {
  readonly file: string;
  readonly summary: RuleSummary;
  /** The one kind of observation that it looks at. */
  readonly on: string;
  readonly where: Condition;
  readonly per: readonly Per[];
  readonly window: Window | null;
  readonly tests: readonly RuleTest[];
}
