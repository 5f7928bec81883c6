import { describe, expect, it } from 'vitest';
import type { SafeText } from '../../src/language/safe-text.ts';
import { Page } from '../../src/report/page.ts';

const safe = (text: string): SafeText => text as SafeText;

describe('Page', () => {
  it('lays out headings, paragraphs, fields and marks', () => {
    const page = new Page(24, false);
    page.heading(safe('Head'));
    page.paragraph(safe('one two three four five six'), 2);
    page.field(safe('Key'), safe('a value that is long'), 2, 6);
    page.marked(safe('[H]'), 'high', safe('something that was found'), 2, 'strong');
    page.blank();
    page.blank();
    page.paragraph(safe('last'), 0);
    expect(page.text()).toBe(
      [
        'Head',
        '',
        '  one two three four',
        '  five six',
        '  Key   a value that is',
        '        long',
        '  [H] something that was',
        '      found',
        '',
        'last',
        '',
      ].join('\n'),
    );
  });

  it('colours each line on its own, and only where asked', () => {
    const page = new Page(12, true);
    page.paragraph(safe('high words wrap'), 2, 'high');
    expect(page.text()).toBe('  \x1b[31mhigh words\x1b[0m\n  \x1b[31mwrap\x1b[0m\n');
  });
});
