import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cellsOf, isNarrow } from '../../src/language/text-cells.ts';

describe('the cells of a text', () => {
  it.each([
    ['abc', 3, true],
    ['« é »\u00a0: ▲3 ◆5 ▪4 ⏎', 18, true],
    ['汉字', 4, false],
    ['e\u0301', 1, false],
    ['▪\ufe0f', 2, false],
    ['👩‍👩‍👧‍👦', 2, false],
    ['', 0, true],
  ])('of %j are %i', (text, cells, narrow) => expect([cellsOf(text), isNarrow(text)]).toEqual([cells, narrow]));

  it('counts as the terminal does, whichever way it counts', () => {
    for (let code = 0xa0; code < 0x2700; code += 1) {
      const text = String.fromCharCode(code);
      if (/[\p{L}\p{N}\p{P}\p{S}\p{Zs}]/u.test(text)) expect(cellsOf(text), code.toString(16)).toBe(stringWidth(text));
    }
  });
});
