import { describe, expect, it } from 'vitest';
import { footerRow } from '../../../src/ui/view/footer.ts';
import { aState, english, press, textOf } from '../frames.ts';

describe('footer', () => {
  const line = (width: number, ...keys: readonly string[]): string => textOf([footerRow(press(aState(), ...keys), english, width)]);

  it.each([
    [[], /open.*help.*quit.*filter.*sort.*freeze/],
    [['enter'], /scroll.*next tab.*back/],
    [['4', 'enter'], /scroll.*next, previous.*back/],
    [['?'], /scroll.*back/],
    [[' '], /go on/],
  ])('after %j names the keys that matter', (keys, hints) => expect(line(79, ...keys)).toMatch(hints));

  it('drops whole hints where there is no room', () => expect(line(20)).toBe('⏎ open  ? help  '));

  it('shows the filter while it is typed', () => {
    expect(line(79, '/', 'a', 'b')).toBe('Filter: ab█  Enter keeps it, Esc drops it');
    expect(line(12, '/', 'a', 'b', 'c', 'd', 'e')).toBe('Filter: …de█');
  });
});
