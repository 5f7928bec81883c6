import { describe, expect, it } from 'vitest';
import { bodyView } from '../../../src/ui/view/body.ts';
import { aFinding, aSnapshot } from '../../builders/snapshot.ts';
import { aState, DONE, english, press, textOf } from '../frames.ts';

describe('body', () => {
  const empty = aSnapshot({ devices: [], destinations: [], findings: [] });
  const many = aSnapshot({ findings: Array.from({ length: 200 }, (_, i) => aFinding({ id: `f${String(i).padStart(3, '0')}` })) });

  it('says with no findings what was not seen', () => {
    const text = textOf(bodyView(press(aState({}, empty), '4'), english, 79, 18).rows);
    expect(text).toContain('No findings in what could be seen.');
    expect(text).toContain('This is not a clean bill of health:');
    expect(text).toContain('96.4');
    expect(text).not.toContain('still being read');
  });

  it.each([
    ['2', 'No device'],
    ['3', 'No destination was seen.'],
  ])('screen %s says why it is empty', (key, text) => {
    const state = { ...press(aState({}, empty), key), status: { ...DONE, done: false } };
    const shown = textOf(bodyView(state, english, 79, 18).rows);
    expect(shown).toContain(text);
    expect(shown).toContain('still being read');
  });

  it('counts in signs where words would push the order or the filter out', () => {
    const title = (width: number): string =>
      textOf(bodyView(press(aState({}, many), '4', '/', 'a', 'p', 'i'), english, width, 18).rows).split('\n')[0]!;
    expect(title(100)).toContain('(200 high)');
    expect(title(59)).toMatch(/\(▲200\) {2}by severity ▼ {2}filter: api/);
    expect(title(54)).toMatch(/of 200 {2}by severity ▼ {2}filter: api/);
  });

  it('says that a filter hides the rows', () => {
    expect(textOf(bodyView(press(aState({}, many), '4', '/', 'z', 'z'), english, 79, 18).rows)).toContain('No row matches');
  });

  it('shows a window of a long list, and below it the chosen row where there is room', () => {
    const low = bodyView(press(aState({}, many), '4', 'G'), english, 79, 18);
    expect(low).toMatchObject({ content: 200, page: 16 });
    expect(low.rows).toHaveLength(18);
    const high = bodyView(press(aState({ rows: 40 }, many), '4', 'G'), english, 79, 34);
    expect(high.rows).toHaveLength(34);
    expect(textOf(high.rows)).toContain('May be fine');
  });

  it('says how far one has scrolled', () => {
    const body = bodyView(press(aState({ rows: 16 }), '4', 'enter', 'end'), english, 79, 10);
    expect(body.rows).toHaveLength(10);
    expect(textOf(body.rows)).toMatch(/lines \d+ to (\d+) of \1$/);
  });

  it('says so where what was open has gone', () => {
    const open = press(aState(), '4', 'enter');
    expect(textOf(bodyView({ ...open, snapshot: empty }, english, 79, 18).rows)).toContain('no longer part of the result');
  });

  it('shows where one is', () => {
    expect(textOf(bodyView(press(aState(), '2', 'enter', ']', 'enter'), english, 79, 18).rows)).toContain(
      'Devices › talking-bear › cleartext-profile',
    );
    expect(textOf(bodyView(press(aState(), 'enter', ']'), english, 79, 18).rows)).toContain('[Findings 3]');
  });
});
