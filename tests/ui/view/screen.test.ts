import { describe, expect, it } from 'vitest';
import { footView, headView, measure, middleExtent, middleHeight, middleView, NEEDED, smallView } from '../../../src/ui/view/screen.ts';
import { aState, english, plainLines, press, screenText } from '../frames.ts';

describe('screen', () => {
  it.each([
    [80, 24, { width: 79, height: 23, small: false }],
    [60, 16, { width: 59, height: 15, small: false }],
    [59, 16, { width: 58, height: 15, small: true }],
    [60, 15, { width: 59, height: 14, small: true }],
    [1, 1, { width: 1, height: 0, small: true }],
  ])('%i by %i', (columns, rows, measures) => expect(measure(aState({ columns, rows }))).toEqual(measures));

  it('fills one row less than the terminal has', () => {
    const state = aState(NEEDED);
    expect(headView(state, english).length + middleHeight(state) + footView(state, english).length).toBe(NEEDED.rows - 1);
    expect(middleView(state, english).rows.length).toBeLessThanOrEqual(middleHeight(state));
  });

  it('shows a card where it is too small, and nothing where there is no row', () => {
    expect(screenText(aState({ columns: 30, rows: 10 }))).toContain('Too small');
    expect(smallView(aState({ columns: 1, rows: 1 }), english)).toEqual([]);
  });

  it('tells what can be clicked where, as it is drawn', () => {
    const state = press(aState({ mouse: true }), '2', 'enter');
    const lines = screenText(state).split('\n');
    const targets = middleExtent(state, english).targets!;
    const words = (line: number): readonly string[] =>
      targets.filter((target) => target.line === line).map(({ from, to }) => lines[line]!.slice(from, to).trim());
    expect(words(1)).toEqual(['1 Live', '[2 Devices]', '3 Destinations', '4 Findings', '5 Timeline', '6 Not seen', '7 Help']);
    expect(words(4)).toEqual(['[Overview]', 'Findings 3', 'Destinations 4', 'Connections 12', 'Names', 'Notes']);
    const foot = plainLines(state, false);
    const hints = targets.filter(({ line }) => line === foot.length - 1).map(({ from, to }) => foot.at(-1)!.slice(from, to));
    expect(hints.slice(0, 3)).toEqual(['↑↓ scroll', '[ ] tabs', 'Esc back']);
    expect(middleExtent(aState(), english).targets).toBeUndefined();
    expect(middleExtent(aState({ mouse: true, columns: 20 }), english).targets).toEqual([]);
  });
});
