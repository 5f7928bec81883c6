import type { SafeText } from '../../language/safe-text.ts';
import { cellsOf, fit } from '../cells.ts';
import type { Mode } from '../mode.ts';
import { BLANK, row, span, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import { paragraph } from './prose.ts';

/** Cells of a value that are shown whole; of a longer one the clipboard still gets all. */
const VALUE_MAX = 1_000;

/** The values to choose from, each under its number and in full: what is copied is what is seen. */
export function valueChooser({ what, values, index }: Extract<Mode, { type: 'values' }>, show: Show, width: number): readonly Row[] {
  const { say, glyphs } = show;
  const labelCells = Math.max(...values.map(({ label }) => cellsOf(say(label))));
  const rows = values.flatMap(({ label, text }, i) => {
    const selected = i === index;
    const head = `${selected ? glyphs.cursor : ' '} ${i + 1} ${fit(say(label), labelCells, glyphs.ellipsis)}  ` as SafeText;
    const left = Math.max(1, width - cellsOf(head));
    return paragraph(show.foreign(text.slice(0, VALUE_MAX)), left, 'plain', '').map((line, at): Row => ({
      spans: [span(at === 0 ? head : (' '.repeat(cellsOf(head)) as SafeText)), ...line.spans],
      selected,
    }));
  });
  return [row(span(` ${say(`ui.values.${what}`)}` as SafeText, 'title')), BLANK, ...rows];
}
