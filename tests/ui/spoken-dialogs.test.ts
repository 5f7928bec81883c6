import { describe, expect, it } from 'vitest';
import { columnText, modeText } from '../../src/ui/spoken-dialogs.ts';
import { aState, english, LIVE, press } from './frames.ts';

const live = aState({ status: LIVE });

describe('dialogs as they are spoken', () => {
  it('are asked whole, then only what was typed', () => {
    expect(modeText(press(live, 'm'), english, true)).toMatch(/^Mark:.*; Enter keeps it, Esc drops it$/);
    expect(modeText(press(live, 'm', 'a'), english, false)).toMatch(/^Mark: a/);
    expect(modeText(press(live, 'm', 'a'), english, false)).not.toContain('Enter');
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
