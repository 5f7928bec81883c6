import { describe, expect, it } from 'vitest';
import { BLANK, clip, join, row, span } from '../../src/ui/row.ts';
import { safe, textOf } from './frames.ts';

describe('rows', () => {
  it('are cut at the width, across spans', () => {
    const cut = clip(row(span(safe('abc'), 'high'), span(safe('defgh')), span(safe('ij'))), 6, '…');
    expect(textOf([cut])).toBe('abcde…');
    expect(cut.spans[0]).toEqual({ text: 'abc', role: 'high' });
  });

  it('are filled up where they are selected', () => {
    expect(textOf([clip({ spans: [span(safe('ab'))], selected: true }, 4, '…')])).toBe('ab  ');
    expect(textOf([clip(row(span(safe('ab'))), 4, '…')])).toBe('ab');
  });

  it('can be empty', () => expect(textOf([clip(BLANK, 4, '…')])).toBe(''));
  it('are joined', () => expect(join([safe('a'), safe('b')], ', ')).toBe('a, b'));
});
