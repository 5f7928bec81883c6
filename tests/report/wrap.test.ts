import { describe, expect, it } from 'vitest';
import { safeText, type SafeText } from '../../src/language/safe-text.ts';
import { cellsOf } from '../../src/language/text-cells.ts';
import { padded, wrap } from '../../src/report/wrap.ts';

describe('cells', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['é', 1],
    ['漢字', 4],
    ['a\u00a0b', 3],
    ['e\u0301', 1],
  ])('%s takes %i', (text, expected) => {
    expect(cellsOf(text)).toBe(expected);
  });
});

describe('wrap', () => {
  it.each<[string, string, number, string[]]>([
    ['fits', 'one two', 10, ['one two']],
    ['breaks at spaces', 'one two three', 10, ['one two', 'three']],
    ['exactly full', 'four five', 9, ['four five']],
    ['not at no-break spaces', 'aaa bbb\u00a0ccc', 8, ['aaa', 'bbb\u00a0ccc']],
    ['cuts what is too wide', 'abcdefghijklmnop', 8, ['abcdefgh', 'ijklmnop']],
    ['wide characters take two', '漢字漢字漢字', 8, ['漢字漢字', '漢字']],
    ['nothing', '', 8, ['']],
    ['never narrower than can be read', 'abcdefgh ij', 1, ['abcdefgh', 'ij']],
  ])('%s', (_name, text, width, expected) => {
    expect(wrap(safeText(text), width)).toEqual(expected);
  });

  it('never makes a line wider than asked, and loses nothing but spaces', () => {
    const text = safeText('a 漢字 bc defghijklmnopqrstuvwxyz é\u00a0% '.repeat(20), 4_096);
    for (let width = 8; width < 40; width += 1) {
      const lines = wrap(text, width);
      expect(Math.max(...lines.map(cellsOf))).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });
});

describe('padded', () => {
  it.each([
    ['ab', 4, 'ab  '],
    ['漢', 4, '漢  '],
    ['abcd', 2, 'abcd'],
  ])('%s', (text, width, expected) => {
    expect(padded(text as SafeText, width)).toBe(expected);
  });
});
