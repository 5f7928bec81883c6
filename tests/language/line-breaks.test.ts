import { describe, expect, it } from 'vitest';
import { unbroken } from '../../src/language/line-breaks.ts';

describe('unbroken', () => {
  it.each([
    ['one two  three', ['one', 'two', '', 'three']],
    ['', ['']],
    ['Vu : un ours ; un robot !', ['Vu :', 'un', 'ours ;', 'un', 'robot !']],
    ['le mot « ours en peluche », dit-il', ['le', 'mot', '« ours', 'en', 'peluche »,', 'dit-il']],
    ['a :b ;c', ['a', ':b', ';c']],
  ])('%j', (text, expected) => {
    expect(unbroken(text)).toEqual(expected);
    expect(unbroken(text).join(' ')).toBe(text);
  });
});
