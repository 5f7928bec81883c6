import { SEVERITIES, type Severity } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { withoutLeftOut } from './left-out.ts';

export interface ExitFacts {
  /** The severity of `--fail-on`; null: nothing fails. */
  readonly failOn: Severity | null;
  /** Some capture was damaged or could not be read. */
  readonly flawed: boolean;
  /** Something that is not in the snapshot is missing, such as a session that could not be kept. */
  readonly incomplete: boolean;
}

/**
 * The exit status of a run (CONTRACT, section 1). Where several apply, what was asked for comes first, then what weighs most:
 * 1 (`--fail-on` was given and met, by a device that nobody left out), 3 (input damaged or unread), 5 (incomplete: packets lost, a bound hit), 0.
 */
export function exitCode(snapshot: Snapshot, { failOn, flawed, incomplete }: ExitFacts): 0 | 1 | 3 | 5 {
  if (failOn !== null && withoutLeftOut(snapshot).findings.some(({ rule }) => isAtLeast(rule.severity, failOn))) return 1;
  if (flawed || snapshot.captures.some((capture) => capture.damage !== null)) return 3;
  return incomplete || isIncomplete(snapshot) ? 5 : 0;
}

function isAtLeast(severity: Severity, bound: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(bound);
}

/** True where packets were lost or a bound made the result incomplete: results stand, and the coverage says what is missing. */
export function isIncomplete({ captures, coverage }: Snapshot): boolean {
  return (
    coverage.limits.some((limit) => limit.incomplete) ||
    captures.some((capture) => (capture.dropped ?? 0) > 0 || capture.notices.some((notice) => notice.incomplete)) ||
    (coverage.kernelDrops ?? 0) > 0
  );
}
