import type { SafeText } from '../../language/safe-text.ts';
import { catalogueOf } from '../catalogue.ts';
import { cutEnd } from '../cells.ts';
import { keyWords } from '../key-labels.ts';
import { BLANK, row, span, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import type { UiState } from '../state.ts';
import { lostParts, stateText } from './header.ts';
import { countMarks } from './marks.ts';

/** What is shown where the terminal is too small for the screens: how the run goes, and how large it would have to be. */
export function statusCard(
  state: UiState,
  show: Show,
  width: number,
  needed: { readonly columns: number; readonly rows: number },
): readonly Row[] {
  const { say } = show;
  const { columns, rows, snapshot, status } = state;
  const line = (text: SafeText): Row => row(span(cutEnd(text, width, show.glyphs.ellipsis)));
  const state_ = stateText(state, show);
  const counts = countMarks(show, catalogueOf(snapshot).counts);
  return [
    line(`${state_.text} ${say('ui.header.packets', { count: status.frames })}` as SafeText),
    ...lostParts(snapshot, status, show).map(({ text }) => line(text)),
    line(`${say('report.count.findings', { count: snapshot.findings.length })} ${counts.text}` as SafeText),
    BLANK,
    line(say('ui.small.is', { columns: String(columns), rows: String(rows) })),
    line(say('ui.small.needs', { columns: String(needed.columns), rows: String(needed.rows) })),
    line(say('ui.small.keys', keyWords(state.keys, show))),
  ];
}
