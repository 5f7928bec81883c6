import { describe, expect, it } from 'vitest';
import { countriesOfRegion, DEFAULT_REGION, REGIONS } from '../../src/knowledge/regions.ts';

describe('regions', () => {
  it('has as many members as the treaties', () => {
    expect([REGIONS['EU']!.length, REGIONS['EEA']!.length, new Set(REGIONS[DEFAULT_REGION]).size]).toEqual([27, 30, 31]);
  });

  it.each([
    ['FR', ['FR']],
    ['be, fr', ['BE', 'FR']],
    ['XXX', null],
    ['', null],
    ['__proto__', null],
  ])('%j means %j', (text, countries) => {
    expect(countriesOfRegion(text)).toEqual(countries);
  });

  it('joins regions and countries', () => {
    expect(countriesOfRegion('eea+uk,CH')).toHaveLength(32);
  });
});
