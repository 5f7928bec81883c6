import { describe, expect, it } from 'vitest';
import { frenchSpaces } from '../../src/language/french-spaces.ts';

describe('frenchSpaces', () => {
  it.each([
    ['Options :', 'Options\u00a0:'],
    ['vrai ; faux ! quoi ?', 'vrai\u202f; faux\u202f! quoi\u202f?'],
    ['voir « mouchard »', 'voir «\u202fmouchard\u202f»'],
    ['12 %', '12\u00a0%'],
    ['rien à changer', 'rien à changer'],
  ])('%s', (given, expected) => {
    expect(frenchSpaces(given)).toBe(expected);
  });
});
