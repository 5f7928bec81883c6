import { describe, expect, it } from 'vitest';
import { bullet, fact, heading, paragraph } from '../../../src/ui/view/prose.ts';
import { english, safe, textOf } from '../frames.ts';

describe('prose', () => {
  it('wraps paragraphs and sets them in', () => expect(textOf(paragraph(safe('one two three'), 9))).toBe(' one two\n three'));
  it('sets further lines in under the first', () =>
    expect(textOf(bullet(safe('-'), safe('one two three'), 10))).toBe(' - one two\n   three'));
  it('puts a heading under an empty line', () => expect(textOf(heading(safe('Title')))).toBe('\nTitle'));

  it('puts facts beside their labels where there is room, and below where not', () => {
    expect(textOf(fact(english, safe('Maker'), safe('Bear Toys'), 80))).toBe('Maker           Bear Toys');
    expect(textOf(fact(english, safe('Maker'), safe('Bear Toys'), 40))).toBe('Maker\n  Bear Toys');
  });
});
