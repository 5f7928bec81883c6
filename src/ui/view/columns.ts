import type { SafeText } from '../../language/safe-text.ts';
import { COLUMN_TITLES, LIST_TITLES } from '../columns.ts';
import type { Mode } from '../mode.ts';
import { BLANK, row, span, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import type { UiState } from '../state.ts';

/** The columns of a list to choose from; those that the screen is too narrow for come back when it is wider. */
export function columnChooser(state: UiState, mode: Extract<Mode, { type: 'columns' }>, show: Show): readonly Row[] {
  const { say, glyphs } = show;
  const hidden = state.hidden[mode.kind];
  const rows = COLUMN_TITLES[mode.kind].map((title, i): Row => {
    const selected = i === mode.index;
    const box = `[${hidden.includes(title) ? glyphs.notChosen : glyphs.chosen}]`;
    return { spans: [span(`${selected ? glyphs.cursor : ' '} ${box} ${say(title)}` as SafeText)], selected };
  });
  return [row(span(` ${say('ui.columns.title', { list: say(LIST_TITLES[mode.kind]) })}` as SafeText, 'title')), BLANK, ...rows];
}
