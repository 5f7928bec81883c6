import type { MessageKey } from '../../language/message.ts';
import type { SafeText } from '../../language/safe-text.ts';
import { cellsOf, cutEnd } from '../cells.ts';
import { row, span, type Row, type Span } from '../row.ts';
import type { Show } from '../show.ts';
import { detailOf, paneOf, type UiState } from '../state.ts';

/** The keys that matter here, the most telling first: what does not fit is in the help. */
export function footerRow(state: UiState, show: Show, width: number): Row {
  if (state.editing !== null) return filterRow(state, show, width);
  const spans: Span[] = [];
  let used = 0;
  for (const [keys, meaning] of hints(state, show)) {
    const text = ` ${show.say(meaning)}  ` as SafeText;
    used += cellsOf(keys) + cellsOf(text);
    if (used > width) break;
    spans.push(span(keys, 'title'), span(text));
  }
  return row(...spans);
}

function filterRow(state: UiState, show: Show, width: number): Row {
  const pane = paneOf(state);
  const typed = show.foreign(pane.type === 'list' ? pane.position.filter : '');
  const label = show.say('ui.filter.prompt');
  const hint = `  ${show.say('ui.filter.hint')}` as SafeText;
  const line = cutEnd(`${label} ${typed}${show.glyphs.caret}` as SafeText, width, show.glyphs.ellipsis);
  return cellsOf(line) + cellsOf(hint) <= width ? row(span(line, 'title'), span(hint, 'dim')) : row(span(line, 'title'));
}

function hints(state: UiState, { glyphs, say }: Show): readonly (readonly [SafeText, MessageKey])[] {
  const keys = (text: string): SafeText => text as SafeText;
  const pane = paneOf(state);
  const detail = detailOf(state);
  const all: (readonly [SafeText, MessageKey])[] = [];
  if (pane.type === 'list') all.push([glyphs.enter, 'ui.hint.open']);
  else all.push([glyphs.upDown, 'ui.hint.scroll']);
  if (detail?.kind === 'device') all.push([keys('Tab'), 'ui.hint.tab']);
  else if (detail !== null) all.push([glyphs.leftRight, 'ui.hint.beside']);
  if (detail !== null || state.screen === 'help') all.push([say('ui.keys.escape'), 'ui.hint.back']);
  all.push([keys('?'), 'ui.hint.help']);
  if (detail === null && state.screen !== 'help') all.push([keys('q'), 'ui.quit']);
  if (pane.type === 'list') all.push([keys('/'), 'ui.hint.filter'], [keys('s'), 'ui.hint.sort']);
  all.push([say('ui.keys.space'), state.frozen ? 'ui.hint.resume' : 'ui.hint.freeze']);
  return all;
}
