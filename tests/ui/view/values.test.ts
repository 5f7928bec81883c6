import { describe, expect, it } from 'vitest';
import { valueChooser } from '../../../src/ui/view/values.ts';
import { cellsOf } from '../../../src/ui/cells.ts';
import { aState, english, press, safe, screenText, textOf } from '../frames.ts';

describe('valueChooser', () => {
  const values = [
    { label: 'ui.copy.name', text: 'talking-bear\x1b[2J' },
    { label: 'ui.copy.filter', text: `ip.addr == ${'1234567890 '.repeat(12)}` },
  ] as const;

  it('shows every value in full, escaped, under its number', () => {
    const text = textOf(valueChooser({ type: 'values', what: 'copy', values, index: 0 }, english, 60));
    expect(text).toContain('Copy which value?');
    expect(text).toMatch(/> 1 Name {14}talking-bear\\x1b\[2J/);
    expect(text.match(/1234567890/g)).toHaveLength(12);
    for (const line of text.split('\n')) expect(cellsOf(safe(line))).toBeLessThanOrEqual(60);
  });

  it('selects all lines of one value', () => {
    const rows = valueChooser({ type: 'values', what: 'wireshark', values, index: 1 }, english, 60);
    expect(rows.filter(({ selected }) => selected).length).toBeGreaterThan(1);
  });

  it('takes the place of the screen, with its keys in the last line', () => {
    const text = screenText(press(aState(), '2', 'y'));
    expect(text).toContain('MAC address');
    expect(text).toContain('Enter or its number copies it, Esc closes');
  });
});
