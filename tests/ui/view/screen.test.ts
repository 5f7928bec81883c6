import { describe, expect, it } from 'vitest';
import { footView, headView, measure, middleHeight, middleView, NEEDED, smallView } from '../../../src/ui/view/screen.ts';
import { aState, english, screenText } from '../frames.ts';

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
});
