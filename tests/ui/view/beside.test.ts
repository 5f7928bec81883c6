import { describe, expect, it } from 'vitest';
import { paint } from '../../../src/ui/paint.ts';
import { row, span } from '../../../src/ui/row.ts';
import { besideRows, panesOf } from '../../../src/ui/view/beside.ts';
import { bodyView } from '../../../src/ui/view/body.ts';
import { aState, english, french, plainLines, press, safe, textOf } from '../frames.ts';

describe('two panes', () => {
  it.each([
    [138, null],
    [139, { left: 78, right: 58 }],
    [199, { left: 113, right: 83 }],
    [399, { left: 300, right: 96 }],
  ])('share %i cells', (width, panes) => expect(panesOf(width, english)).toEqual(panes));

  it('stand side by side, and the bar of the cursor stays in its own', () => {
    const left = [{ spans: [span(safe('one'))], selected: true }, row(span(safe('a row that is too long')))];
    const right = [row(span(safe('x'), 'high')), row(span(safe('y'))), row(span(safe('z'))), row(span(safe('last')))];
    const rows = besideRows(left, right, { left: 8, right: 8 }, english, 3);
    expect(textOf(rows).split('\n')).toEqual(['one      │ x', 'a row t… │ y', '         │  … 2 mo…']);
    expect(paint(rows[0]!, 'default')).toBe('\x1b[7mone     \x1b[27m\x1b[2m │ \x1b[22m\x1b[31mx\x1b[39m');
  });

  it.each([
    ['2', 'Worst findings'],
    ['3', 'Who'],
    ['4', 'May be fine'],
  ])('screen %s shows beside the list what its row would open', (key, text) => {
    const state = press(aState({ columns: 140, rows: 40 }), key);
    const lines = plainLines(state, false);
    expect(lines.some((line) => line.includes(`│ ${text}`))).toBe(true);
    for (const language of ['en', 'fr'] as const) {
      for (const line of plainLines({ ...state, language }, true)) expect(line.length).toBeLessThanOrEqual(139);
    }
    expect(textOf(bodyView(state, english, 138, 34).rows)).not.toContain('│');
  });

  it('a row that opens nothing has nothing beside it', () => {
    const groups = press(aState({ columns: 160, rows: 40 }), '4', 'b');
    expect(textOf(bodyView(groups, french, 159, 34).rows)).not.toContain('│');
  });

  it('leaves the list all the rows there are, and moves the pane with the cursor', () => {
    const state = press(aState({ columns: 160, rows: 40 }), '4');
    const body = bodyView(state, english, 159, 34);
    expect(body).toMatchObject({ page: 32, list: { row: 2, top: 0 } });
    expect(body.rows).toHaveLength(34);
    const below = bodyView(press(state, 'down'), english, 159, 34);
    expect(textOf(below.rows)).not.toBe(textOf(body.rows));
  });
});
