import { describe, expect, it } from 'vitest';
import { countryName } from '../../src/language/countries.ts';
import { REGIONS } from '../../src/knowledge/regions.ts';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));

describe('countryName', () => {
  it.each([
    ['en', 'US', 'United States'],
    ['fr', 'US', 'États-Unis'],
    ['fr', 'DE', 'Allemagne'],
    ['en', 'AD', 'Andorra'],
    ['fr', 'ZW', 'Zimbabwe'],
    ['en', 'ZZ', null],
    ['en', 'us', null],
    ['en', '\nU', null],
    ['en', '', null],
  ] as const)('%s: %s is %s', (language, code, expected) => {
    expect(countryName(language, code)).toBe(expected);
  });

  it('has every country of ISO 3166-1 and Kosovo, each with a name in both languages', () => {
    const known = CODES.filter((code) => countryName('en', code) !== null);
    expect(known).toHaveLength(250);
    for (const code of known)
      for (const language of ['en', 'fr'] as const) expect(countryName(language, code), code).toMatch(/^[\p{Lu}][^|\n]+$/u);
  });

  it('has every country of the regions', () => {
    expect(
      Object.values(REGIONS)
        .flat()
        .filter((code) => countryName('fr', code) === null),
    ).toEqual([]);
  });
});
