import { compareFindings, SEVERITIES, type Finding, type RuleSummary, type Severity } from '../model/finding.ts';

/** The findings of one rule on one device: told once, with every destination. */
export interface FindingGroup {
  readonly rule: RuleSummary;
  readonly device: string | null;
  readonly findings: readonly [Finding, ...Finding[]];
}

/** Groups of findings, the worst first: by severity, then by confidence, then in the order of time. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, { rule: RuleSummary; device: string | null; findings: [Finding, ...Finding[]] }>();
  for (const finding of orderFindings(findings)) {
    const key = `${finding.rule.id} ${finding.device ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { rule: finding.rule, device: finding.device, findings: [finding] });
    else group.findings.push(finding);
  }
  return [...groups.values()];
}

/** Findings, the worst first: by severity, then by confidence, then in the order of time; the id decides between equals. */
export function orderFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(compareFindings);
}

/** How many findings there are of each severity, the worst first; severities without any are left out. */
export function countBySeverity(findings: readonly Finding[]): { readonly severity: Severity; readonly count: number }[] {
  return SEVERITIES.toReversed()
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.rule.severity === severity).length }))
    .filter(({ count }) => count > 0);
}
