import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/model/device.ts';
import type { Confidence, Severity } from '../../src/model/finding.ts';
import { countBySeverity, groupFindings, orderFindings } from '../../src/report/finding-order.ts';
import { aFinding, aRule } from '../builders/snapshot.ts';

const finding = (id: string, severity: Severity, confidence: Confidence, first: number) =>
  aFinding({ id, first, rule: aRule({ id: `rule-${severity}-${confidence}`, severity, confidence }) });
const FINDINGS = [
  finding('e', 'info', 'certain', 1),
  finding('d', 'high', 'tentative', 1),
  finding('c', 'high', 'certain', 2),
  finding('b', 'high', 'certain', 1),
  finding('a', 'high', 'certain', 1),
  finding('z', 'critical', 'tentative', 9),
];

describe('orderFindings', () => {
  it('puts severity before confidence before time before id, whatever the order given', () => {
    expect(orderFindings(FINDINGS).map(({ id }) => id)).toEqual(['z', 'a', 'b', 'c', 'd', 'e']);
    expect(orderFindings(FINDINGS.toReversed()).map(({ id }) => id)).toEqual(['z', 'a', 'b', 'c', 'd', 'e']);
  });
});

describe('groupFindings', () => {
  it('tells one rule on one device once', () => {
    const other = aFinding({ id: 'o', device: '02:00:00:00:00:02' as DeviceId, rule: FINDINGS[2]!.rule });
    const groups = groupFindings([...FINDINGS, other]);
    expect(groups.map(({ rule, device, findings }) => [rule.severity, device, findings.length])).toEqual([
      ['critical', '02:00:00:00:00:01', 1],
      ['high', '02:00:00:00:00:01', 3],
      ['high', '02:00:00:00:00:02', 1],
      ['high', '02:00:00:00:00:01', 1],
      ['info', '02:00:00:00:00:01', 1],
    ]);
  });
});

describe('countBySeverity', () => {
  it('counts the worst first and leaves out what is not there', () => {
    expect(countBySeverity(FINDINGS)).toEqual([
      { severity: 'critical', count: 1 },
      { severity: 'high', count: 4 },
      { severity: 'info', count: 1 },
    ]);
  });
});
