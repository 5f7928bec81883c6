import { describe, expect, it } from 'vitest';
import { cutText } from '../../src/engine/cut-text.ts';

describe('cut text', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc…'],
    ['ab😀d', 3, 'ab…'],
    ['ab😀d', 4, 'ab😀…'],
  ])('%j to %d is %j', (text, max, cut) => expect(cutText(text, max)).toBe(cut));
});
