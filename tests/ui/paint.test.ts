import { describe, expect, it } from 'vitest';
import { paint } from '../../src/ui/paint.ts';
import { row, span } from '../../src/ui/row.ts';
import { safe } from './frames.ts';

describe('paint', () => {
  const line = row(span(safe('a'), 'critical'), span(safe(' b '), 'plain'), span(safe(''), 'dim'));

  it('writes each code with the code that ends it', () => {
    expect(paint(line, true)).toBe('\x1b[31m\x1b[1ma\x1b[22m\x1b[39m b ');
  });

  it('writes no code at all without colours', () => {
    expect(paint(line, false)).toBe('a b ');
    expect(paint({ ...line, selected: true }, false)).toBe('a b ');
  });

  it('shows the selected row as one bar', () => expect(paint({ ...line, selected: true }, true)).toBe('\x1b[7ma b \x1b[27m'));
});
