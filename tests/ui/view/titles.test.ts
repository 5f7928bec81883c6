import { describe, expect, it } from 'vitest';
import { deviceTabTargets, listTitle, titleRows } from '../../../src/ui/view/titles.ts';
import { paneOf, paneRows, type ListPane, type UiState } from '../../../src/ui/state.ts';
import { aSnapshot } from '../../builders/snapshot.ts';
import { aState, english, NO_NOTES, press, textOf } from '../frames.ts';

const TOY = '02:00:00:00:00:01' as never;

describe('titles', () => {
  const title = (state: UiState, width = 119): string => {
    const pane = paneOf(state) as ListPane;
    return textOf([listTitle(state, pane, paneRows(state, pane), english, width)]);
  };

  it('say where one is, what was said of it and which of how many it is', () => {
    const reviews = [{ finding: 'f0000002', verdict: 'reviewed' as const, reason: null, untilMs: null, atMs: 0 }];
    const noted = aState({}, aSnapshot({ notes: { ...NO_NOTES, reviews } }));
    expect(textOf(titleRows(press(noted, '4', 'down', 'enter'), english, 79))).toBe(' Findings › cleartext-profile  reviewed  2 of 3');
    expect(textOf(titleRows(press(noted, '3', 'enter'), english, 79))).toBe(' Destinations › api.bear.example  1 of 4');
    expect(titleRows(noted, english, 79)).toEqual([]);
  });

  it('keep the place in sight where there is little room', () => {
    const text = textOf(titleRows(press(aState(), '4', 'enter'), english, 30));
    expect(text).toMatch(/… {2}new {2}1 of 3$/);
    expect(text.length).toBeLessThanOrEqual(30);
  });

  it('say of a device that it is left out', () => {
    const state = press(aState({}, aSnapshot({ notes: { ...NO_NOTES, excluded: [TOY] } })), '2', 'enter');
    expect(textOf(titleRows(state, english, 79)).split('\n')[0]).toBe(' Devices › talking-bear  left out  1 of 2');
  });

  it('say what the list leaves out, and why', () => {
    expect(title(press(aState(), '4'))).toBe(' Findings: 3 of 3  (2 high, 1 medium)  by severity ▼  1 note hidden (i) ');
    expect(title(press(aState(), '4', 'i'))).toContain('(2 high, 1 medium, 1 note)  by severity ▼ ');
    expect(title(press(aState(), '4', 'd', 'down', 'down', 'enter'))).toContain('device: nameless …00:fe');
    expect(title(press(aState(), '4', '/', ...'ads', 'enter'))).toContain('1 of 3  (2 high, 1 medium)  by severity ▼  filter: ads');
  });

  it('shorten tabs to what there is room for', () => {
    const state = press(aState(), '2', 'enter', ']');
    const tabs = (width: number): string => textOf(titleRows(state, english, width)).split('\n')[1]!;
    expect(tabs(79)).toContain('[Findings 3]');
    expect(tabs(67)).toBe(' Overview  [Findings]  Destinations   Connections   Names   Notes  ');
    expect(tabs(59)).toBe(' Sum.  [Find.]  Dest.   Conn.   Names   Notes  ');
  });

  it('have tabs that can be clicked where they stand', () => {
    const state = press(aState(), '2', 'enter');
    const tabs = textOf(titleRows(state, english, 79)).split('\n')[1]!;
    const targets = deviceTabTargets(state, english, 79, 4);
    expect(targets.map(({ from, to }) => tabs.slice(from, to).trim())).toEqual([
      '[Overview]',
      'Findings 3',
      'Destinations 4',
      'Connections 12',
      'Names',
      'Notes',
    ]);
    expect(targets.map(({ line, does }) => [line, does])).toEqual([
      [4, { tab: 'overview' }],
      [4, { tab: 'findings' }],
      [4, { tab: 'destinations' }],
      [4, { tab: 'connections' }],
      [4, { tab: 'names' }],
      [4, { tab: 'notes' }],
    ]);
    expect(deviceTabTargets(press(aState(), '4', 'enter'), english, 79, 4)).toEqual([]);
  });
});
