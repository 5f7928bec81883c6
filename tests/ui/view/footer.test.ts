import { describe, expect, it } from 'vitest';
import type { UiState } from '../../../src/ui/state.ts';
import { footerRow } from '../../../src/ui/view/footer.ts';
import { aState, english, LIVE, press, textOf } from '../frames.ts';

describe('footer', () => {
  const line = (width: number, ...keys: readonly string[]): string => textOf([footerRow(press(aState(), ...keys), english, width)]);

  it.each([
    [[], /open.*help.*quit.*filter.*sort.*freeze/],
    [['enter'], /scroll.*\[ \] tabs.*back.*R name.*x leave out/],
    [['4', 'enter'], /scroll.*next, previous.*back/],
    [['?'], /scroll.*back/],
    [[' '], /go on/],
  ])('after %j names the keys that matter', (keys, hints) => expect(line(79, ...keys)).toMatch(hints));

  it('offers on a live session what it can be asked, and says what became of it', () => {
    const live = aState({ status: LIVE });
    const text = (state: UiState): string => textOf([footerRow(state, english, 110)]);
    expect(text(live)).toMatch(/m mark.*p phase/);
    expect(text(press(live, '4'))).toMatch(/a reviewed.*x exception/);
    expect(text({ ...live, stopping: true })).toContain('Ctrl-C again leaves at once');
    expect(text({ ...live, stopping: true, status: { ...LIVE, heardMs: 1 } })).toMatch(/^The engine does not answer\. Ctrl-C leaves/);
    expect(text({ ...live, reply: { type: 'mark', refusal: null } })).toBe('Marked.');
    expect(text({ ...live, reply: { type: 'mark', refusal: 'empty' } })).toBe('Not done: the text is empty');
    expect(text(press({ ...live, reply: { type: 'mark', refusal: null } }, 'down'))).not.toContain('Marked');
  });

  it('keeps the end of a path in sight', () => {
    const told = {
      key: 'ui.told.saved',
      parameters: { path: `/home/anna/${'deep/'.repeat(30)}mouchard-findings.csv` },
      good: true,
    } as const;
    expect(textOf([footerRow(aState({ told }), english, 60)])).toMatch(/^Written: ….{26,}mouchard-findings\.csv$/);
  });

  it('drops whole hints where there is no room', () => expect(line(20)).toBe('⏎ open  ? help  '));

  it('shows the filter while it is typed', () => {
    expect(line(79, '/', 'a', 'b')).toBe('Filter: ab█  Enter keeps it, Esc drops it');
    expect(line(12, '/', 'a', 'b', 'c', 'd', 'e')).toBe('Filter: …de█');
  });
});
