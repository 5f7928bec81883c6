import type { SafeText } from '../../language/safe-text.ts';
import { catalogueOf } from '../catalogue.ts';
import { cutEnd, wrap } from '../cells.ts';
import { keptFindings } from '../kept.ts';
import { keyWords } from '../key-labels.ts';
import { BLANK, row, span, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import type { UiState } from '../state.ts';
import { replyText, stoppingText, toldText } from './footer.ts';
import { lostParts, stateText } from './header.ts';
import { countMarks } from './marks.ts';
import { promptRow } from './prompt.ts';

/**
 * What is shown where the terminal is too small for the screens: what is asked, how the run goes, and how large it would have to be. What is
 * asked comes first: a question that nobody sees cannot be answered.
 */
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
    ...askedRows(state, show, width),
    line(`${state_.text} ${say('ui.header.packets', { count: status.frames })}` as SafeText),
    ...lostParts(snapshot, status, show).map(({ text }) => line(text)),
    line(`${say('report.count.findings', { count: keptFindings(snapshot, null, true).length })} ${counts.text}` as SafeText),
    BLANK,
    line(say('ui.small.is', { columns: String(columns), rows: String(rows) })),
    line(say('ui.small.needs', { columns: String(needed.columns), rows: String(needed.rows) })),
    line(say('ui.small.keys', keyWords(state.keys, show))),
  ];
}

/** What waits for an answer, or became of the last key. */
function askedRows(state: UiState, show: Show, width: number): readonly Row[] {
  const { mode, stopping, reply, told, keys } = state;
  const lines = (text: SafeText): readonly Row[] => wrap(text, width).map((line) => row(span(line, 'warning')));
  if (mode.type === 'leave') return lines(show.say('ui.leave'));
  if (mode.type !== 'browse') return [promptRow(state, show, width)];
  if (stopping) return lines(stoppingText(state, show));
  if (reply !== null) return lines(replyText(reply, show));
  return told === null ? [] : lines(toldText(told, keys, show));
}
