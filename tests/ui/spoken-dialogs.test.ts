import { describe, expect, it } from 'vitest';
import { columnText, modeText, valueText } from '../../src/ui/spoken-dialogs.ts';
import { aState, english, LIVE, press } from './frames.ts';

const live = aState({ status: LIVE });

describe('dialogs as they are spoken', () => {
  it('are asked whole, then only what was typed', () => {
    expect(modeText(press(live, 'm'), english, true)).toMatch(/^Mark:.*; Enter keeps it, Esc drops it$/);
    expect(modeText(press(live, 'm', 'a'), english, false)).toMatch(/^Mark: a/);
    expect(modeText(press(live, 'm', 'a'), english, false)).not.toContain('Enter');
  });

  it('say which value is chosen, with the keys only at first', () => {
    const { mode } = press(live, '2', 'y', 'down');
    if (mode.type !== 'values') throw new Error(mode.type);
    expect(valueText(mode, english, false)).toBe('2 of 5: MAC address: 02:00:00:00:00:01');
    expect(valueText(mode, english, true)).toMatch(/^Copy which value\?; 2 of 5: .*; Enter or its number copies it, Esc closes$/);
  });

  it('say whether a column is shown', () => {
    const choosing = press(live, '4', 'c');
    const text = (keys: readonly string[]): string => {
      const state = press(choosing, ...keys);
      return state.mode.type === 'columns' ? columnText(state, state.mode, english) : '';
    };
    expect(text([])).toBe('Conf., shown: yes');
    expect(text([' '])).toBe('Conf., shown: no');
    expect(text(['down'])).toBe('Device, shown: yes');
  });
});
