import { describe, expect, it } from 'vitest';
import { isModuleMaker } from '../../src/knowledge/module-makers.ts';

describe('module makers', () => {
  it.each([
    ['Espressif Inc.', true],
    ['AzureWave Technology Inc.', true],
    ['Tuya Smart Inc.', true],
    ['Sonos, Inc.', false],
    ['Samsung Electronics Co.,Ltd', false],
  ])('%s: %s', (vendor, is) => {
    expect(isModuleMaker(vendor)).toBe(is);
  });
});
