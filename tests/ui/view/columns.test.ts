import { describe, expect, it } from 'vitest';
import { columnChooser } from '../../../src/ui/view/columns.ts';
import { aState, english, french, press, textOf } from '../frames.ts';

describe('column chooser', () => {
  const text = (show = english, ...keys: readonly string[]): string => {
    const state = press(aState(), '4', 'c', ...keys);
    if (state.mode.type !== 'columns') throw new Error('not choosing');
    return textOf(columnChooser(state, state.mode, show));
  };

  it('shows which columns are shown', () => {
    expect(text(english, 'down', ' ')).toBe(
      ' Columns of the list: Findings\n\n  [■] Conf.\n> [□] Device\n  [■] Destination\n  [■] Times\n  [■] State\n  [■] First seen',
    );
    expect(text(french)).toContain('Colonnes de la liste : Constats'.replace(' :', '\u00a0:'));
  });
});
