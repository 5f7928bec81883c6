import { describe, expect, it } from 'vitest';
import { isAnycast } from '../../src/knowledge/anycast.ts';

describe('anycast', () => {
  it.each([
    ['104.16.0.1', 13335, true],
    ['8.8.8.8', 15169, true],
    ['8.8.9.9', 15169, false],
    ['9.9.9.9', null, false],
  ])('%s in %j: %s', (address, asn, is) => {
    expect(isAnycast(address, asn)).toBe(is);
  });
});
