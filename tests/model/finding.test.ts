import { describe, expect, it } from 'vitest';
import { CONCERNS, CONFIDENCES, EVIDENCE_MAX, GRADES, SEVERITIES, compareFindings, type Finding } from '../../src/model/finding.ts';
import { isMessageKey } from '../../src/language/message.ts';

describe('the words of findings', () => {
  it('severities rise', () => {
    expect(SEVERITIES).toEqual(['info', 'low', 'medium', 'high', 'critical']);
  });

  it.each([
    ['severity', SEVERITIES],
    ['confidence', CONFIDENCES],
    ['grade', GRADES],
    ['concern', CONCERNS],
  ] as const)('every %s can be told', (prefix, values: readonly string[]) => {
    for (const value of values) expect(isMessageKey(`${prefix}.${value}`), value).toBe(true);
  });

  it('evidence is bounded as the contract says', () => {
    expect(EVIDENCE_MAX).toBe(20);
  });
});

describe('the order of findings', () => {
  const finding = (id: string, severity: string, confidence: string, first: number): Finding =>
    ({ id, first, rule: { severity, confidence } }) as unknown as Finding;
  const ordered = [
    finding('e', 'critical', 'tentative', 9),
    finding('d', 'high', 'certain', 5),
    finding('c', 'high', 'firm', 1),
    finding('a', 'low', 'firm', 2),
    finding('b', 'low', 'firm', 2),
    finding('0', 'low', 'firm', 3),
  ];

  it('is worst first, then surest, then earliest, then by id, wherever it starts from', () => {
    for (let turn = 0; turn < ordered.length; turn += 1) {
      const turned = [...ordered.slice(turn), ...ordered.slice(0, turn)].reverse();
      expect(turned.sort(compareFindings).map(({ id }) => id)).toEqual(['e', 'd', 'c', 'a', 'b', '0']);
    }
  });
});
