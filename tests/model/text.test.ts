import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/model/text.ts';

describe('LANGUAGES', () => {
  it('are English and French', () => {
    expect(LANGUAGES).toEqual(['en', 'fr']);
  });
});
