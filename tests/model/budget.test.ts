import { describe, expect, it } from 'vitest';
import { BUDGET } from '../../src/model/budget.ts';

describe('BUDGET', () => {
  it.each(Object.entries(BUDGET))('%s is a whole number above zero', (_name, value) => {
    expect(Number.isSafeInteger(value)).toBe(true);
    expect(value).toBeGreaterThan(0);
  });

  it('parts fit into wholes', () => {
    expect(BUDGET.reassemblyOctetsPerSideMax).toBeLessThanOrEqual(BUDGET.reassemblyOctetsMax);
    expect(BUDGET.unconsumedOctetsMax).toBeLessThanOrEqual(BUDGET.inspectedOctetsPerSideMax);
    expect(BUDGET.probeOctetsMax).toBeLessThanOrEqual(BUDGET.unconsumedOctetsMax);
    expect(BUDGET.findingsPerRuleAndDeviceMax).toBeLessThanOrEqual(BUDGET.findingsMax);
  });
});
