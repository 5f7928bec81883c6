import { expect, it } from 'vitest';
import { NO_COVERAGE } from '../../src/model/snapshot.ts';

it('claims nothing of a run that has read nothing', () => {
  const { kernelDrops, ...counts } = NO_COVERAGE;
  expect(kernelDrops).toBeNull();
  expect(Object.values(counts).every((value) => value === 0 || (Array.isArray(value) && value.length === 0))).toBe(true);
});
