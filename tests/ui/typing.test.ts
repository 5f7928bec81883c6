import { describe, expect, it } from 'vitest';
import type { Key } from '../../src/ui/keys.ts';
import { typed } from '../../src/ui/typing.ts';

describe('typed', () => {
  it.each<[string, Key, string]>([
    ['ab', { name: 'character', character: 'é' }, 'abé'],
    ['a👩', { name: 'backspace' }, 'a'],
    ['', { name: 'backspace' }, ''],
    ['ab', { name: 'ctrl-u' }, ''],
    ['ab', { name: 'up' }, 'ab'],
    ['abcd', { name: 'character', character: 'e' }, 'abcd'],
  ])('%j after %j is %j', (text, key, after) => expect(typed(text, key, 4)).toBe(after));
});
