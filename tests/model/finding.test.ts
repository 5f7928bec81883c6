import { describe, expect, it } from 'vitest';
import { CONCERNS, CONFIDENCES, EVIDENCE_MAX, GRADES, SEVERITIES } from '../../src/model/finding.ts';
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
