import { describe, expect, it } from 'vitest';
import { reduce } from '../../src/ui/reduce.ts';
import { paneOf, type UiState } from '../../src/ui/state.ts';
import { aFinding, aSnapshot } from '../builders/snapshot.ts';
import { aState, DONE, LIVE, press, screenText } from './frames.ts';

const TELLING = /talking-bear|02:00:00:00|192\.168|203\.0\.113|api\.bear\.example|wlan0|\/child/;

describe('r', () => {
  const live = (): UiState => ({ ...aState({ status: LIVE }), columns: 200, rows: 60 });

  it.each([
    ...['1', '2', '3', '4', '5', '6'].map((key) => [key]),
    ...[
      ['2', 'enter'],
      ['2', 'enter', ']'],
      ['3', 'enter'],
      ['4', 'enter'],
      ['4', 'b'],
      ['3', 'b'],
    ],
  ])('leaves no name and no address on the screen after %j %s %s', (...keys) => {
    const hidden = press(live(), ...keys, 'r');
    expect(screenText(hidden)).not.toMatch(TELLING);
    expect(screenText(press(hidden, 'down'))).toContain('NAMES HIDDEN');
    expect(screenText(press(hidden, 'r', 'down'))).toBe(screenText(press(live(), ...keys, 'down')));
  });

  it('holds for what comes in, and for the picture that stands still', () => {
    const fresh = aSnapshot({ findings: [aFinding({ id: 'new' })] });
    const hidden = reduce(press(live(), ' ', 'r'), { type: 'feed', snapshot: fresh, status: DONE });
    expect(screenText(hidden)).not.toMatch(TELLING);
    const gone = press(hidden, ' ', '4');
    expect(screenText(gone)).not.toMatch(TELLING);
    expect(press(gone, 'r').snapshot).toBe(fresh);
  });

  it('takes filters away, which would show what they look for', () => {
    const filtered = press(live(), '4', '/', 'a', 'p', 'i', 'enter', 'r');
    expect(paneOf(filtered)).toMatchObject({ position: { filter: '' } });
    const grouped = press(live(), '3', 'b', 'enter', 'r');
    expect(paneOf(grouped)).toMatchObject({ kind: 'companies' });
    const tab = press(live(), '2', 'enter', ']', '/', 'x', 'enter', 'r');
    expect(paneOf(tab)).toMatchObject({ kind: 'findings', position: { filter: '' } });
  });

  it('keeps the cursor on its row', () => {
    const before = press(live(), '4', 'down');
    expect(paneOf(press(before, 'r'))).toMatchObject({ position: { id: 'f0000002', index: 1 } });
  });

  it.each(['y', 'w', 'R'])('holds %s back, which would show what is hidden', (key) => {
    const held = press(live(), '2', 'r', key);
    expect(held).toMatchObject({ mode: { type: 'browse' }, told: { key: 'ui.told.hidden' } });
  });
});
