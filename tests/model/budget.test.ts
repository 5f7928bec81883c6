import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUDGET } from '../../src/model/budget.ts';

const SRC = new URL('../../src', import.meta.url).pathname;

describe('BUDGET', () => {
  it.each(Object.entries(BUDGET))('%s is a whole number above zero', (_name, value) => {
    expect(Number.isSafeInteger(value)).toBe(true);
    expect(value).toBeGreaterThan(0);
  });

  it('parts fit into wholes', () => {
    expect(BUDGET.reassemblyOctetsPerSideMax).toBeLessThanOrEqual(BUDGET.reassemblyOctetsMax);
    expect(BUDGET.unansweredMax).toBeLessThanOrEqual(BUDGET.flowsMax);
    expect(BUDGET.probeOctetsMax).toBeLessThanOrEqual(BUDGET.unconsumedOctetsMax);
    expect(BUDGET.findingsPerRuleAndDeviceMax).toBeLessThanOrEqual(BUDGET.findingsMax);
  });

  it.each(Object.keys(BUDGET))('%s is looked at by somebody', (name) => {
    const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('budget.ts'),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(files.some((file) => new RegExp(`\\b${name}\\b`).test(readFileSync(join(SRC, file), 'utf8')))).toBe(true);
  });
});
