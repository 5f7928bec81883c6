import { describe, expect, it } from 'vitest';
import { paint, PALETTE_NAMES } from '../../src/ui/paint.ts';
import { row, span } from '../../src/ui/row.ts';
import { safe } from './frames.ts';

describe('paint', () => {
  const line = row(span(safe('a'), 'critical'), span(safe(' b '), 'plain'), span(safe(''), 'dim'));

  it('writes each code with the code that ends it', () => {
    expect(paint(line, 'default')).toBe('\x1b[31m\x1b[1ma\x1b[22m\x1b[39m b ');
  });

  it('writes no code at all without colours', () => {
    expect(paint(line, null)).toBe('a b ');
    expect(paint({ ...line, selected: true }, null)).toBe('a b ');
  });

  it('shows the selected row as one bar', () => expect(paint({ ...line, selected: true }, 'default')).toBe('\x1b[7ma b \x1b[27m'));

  it.each(PALETTE_NAMES)('%s tells warnings and severities apart, and ends what it begins', (palette) => {
    const roles = ['critical', 'high', 'medium', 'low', 'info'] as const;
    const lines = roles.map((role) => paint(row(span(safe('x'), role)), palette));
    expect(new Set(lines).size).toBe(5);
    for (const painted of lines) expect(painted).toMatch(/^(?:\x1b\[\d+m)*x(?:\x1b\[(?:22|24|39)m)*$/); // eslint-disable-line no-control-regex -- our own colours
  });

  it('has no colour in mono, and neither red nor green where they cannot be told apart', () => {
    const all = (['title', 'dim', 'warning', 'critical', 'high', 'medium', 'low', 'info'] as const).map((role) => span(safe('x'), role));
    expect(paint(row(...all), 'mono')).not.toMatch(/\[[39]\d?m/);
    expect(paint(row(...all), 'deuter')).not.toMatch(/\[(?:3[12]|9[12])m/);
    expect(paint(row(...all), 'trit')).not.toMatch(/\[(?:3[34]|9[34])m/);
  });
});
