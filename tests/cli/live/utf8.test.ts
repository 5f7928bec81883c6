import { describe, expect, it } from 'vitest';
import { isUtf8 } from '../../../src/cli/live/utf8.ts';

describe('isUtf8', () => {
  it.each([
    [{ LANG: 'en_GB.UTF-8' }, true],
    [{ LANG: 'fr_FR.utf8' }, true],
    [{ LANG: 'C' }, false],
    [{}, false],
    [{ LC_ALL: 'C', LANG: 'en_GB.UTF-8' }, false],
    [{ LC_ALL: '', LC_CTYPE: 'C.UTF-8', LANG: 'C' }, true],
    [{ LANG: 'en_GB.UTF-8', TERM: 'linux' }, false],
  ])('%j: %s', (env, expected) => expect(isUtf8(env)).toBe(expected));
});
