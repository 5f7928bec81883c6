import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../src/language/detect-language.ts';

describe('detectLanguage', () => {
  it.each([
    [{}, 'en'],
    [{ LANG: 'fr_FR.UTF-8' }, 'fr'],
    [{ LANG: 'fr' }, 'fr'],
    [{ LANG: 'fr@euro' }, 'fr'],
    [{ LANG: 'fr-CA' }, 'fr'],
    [{ LANG: 'fry_NL.UTF-8' }, 'en'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LC_ALL: 'C', LANG: 'fr_FR.UTF-8' }, 'en'],
    [{ LC_ALL: '', LANG: 'fr_FR.UTF-8' }, 'fr'],
    [{ LC_MESSAGES: 'fr_BE', LANG: 'en_US.UTF-8' }, 'fr'],
    [{ LC_ALL: 'en_US', LC_MESSAGES: 'fr_BE' }, 'en'],
  ])('%j is %s', (env, language) => {
    expect(detectLanguage(env)).toBe(language);
  });
});
