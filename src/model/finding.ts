import type { DeviceId } from './device.ts';
import type { Fields, FlowId, Micros } from './observation.ts';
import type { Text } from './text.ts';

export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const CONFIDENCES = ['tentative', 'firm', 'certain'] as const;
export type Confidence = (typeof CONFIDENCES)[number];
export const GRADES = ['observed', 'inferred', 'heuristic'] as const;
export type Grade = (typeof GRADES)[number];
export const CONCERNS = ['privacy', 'security'] as const;
export type Concern = (typeof CONCERNS)[number];

export const EVIDENCE_MAX = 20;

/** Why a condition came out as it did: the tree that is shown as proof. */
export interface Outcome {
  readonly held: boolean;
  readonly because: string;
  readonly parts: readonly Outcome[];
}

/** One occurrence that a rule held on, pointing into the capture. */
export interface Evidence {
  /** 0-based index over the captures of the run. */
  readonly capture: number;
  readonly frames: readonly [number, ...number[]];
  readonly flow: FlowId | null;
  readonly kind: string;
  readonly at: Micros;
  readonly fields: Fields;
  /** [start, end) in the stream, where the rule points at octets. */
  readonly octets: readonly [number, number] | null;
  readonly because: Outcome;
}

/** What a finding carries of its rule: enough to print it without the rule file. */
export interface RuleSummary {
  readonly id: string;
  readonly version: number;
  readonly sha256: string;
  readonly title: Text;
  readonly explanation: Text;
  readonly innocentExplanation: Text;
  readonly advice: Text;
  readonly concern: Concern;
  readonly category: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly grade: Grade;
  readonly clauses: readonly { readonly framework: string; readonly clause: string }[];
  readonly references: readonly string[];
}

/** A rule that held. No finding without evidence: the tuple says so. */
export interface Finding {
  /** Stable over runs: a hash of rule, device and destination. */
  readonly id: string;
  readonly rule: RuleSummary;
  readonly device: DeviceId | null;
  /** The destination's name (as in Destination.name), where the rule is per destination. */
  readonly destination: string | null;
  /** How often it held; `evidence` keeps the first EVIDENCE_MAX. */
  readonly count: number;
  readonly first: Micros;
  readonly last: Micros;
  readonly evidence: readonly [Evidence, ...Evidence[]];
}

/** The order of findings in a result: worst first, then surest, then earliest. */
export function compareFindings(left: Finding, right: Finding): number {
  return (
    SEVERITIES.indexOf(right.rule.severity) - SEVERITIES.indexOf(left.rule.severity) ||
    CONFIDENCES.indexOf(right.rule.confidence) - CONFIDENCES.indexOf(left.rule.confidence) ||
    left.first - right.first ||
    (left.id < right.id ? -1 : left.id > right.id ? 1 : 0)
  );
}
