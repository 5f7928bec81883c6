import type { MessageKey } from '../../language/message.ts';
import type { SafeText } from '../../language/safe-text.ts';
import { cellsOf, cutEnd, cutStart } from '../cells.ts';
import type { Told } from '../errand.ts';
import { isLive } from '../feed.ts';
import { row, span, type Row, type Span } from '../row.ts';
import type { Show } from '../show.ts';
import { detailOf, paneOf, type Reply, type UiState } from '../state.ts';
import { promptRow } from './prompt.ts';

/** What is asked, what became of the last request, or the keys that matter here, the most telling first: what does not fit is in the help. */
export function footerRow(state: UiState, show: Show, width: number): Row {
  if (state.mode.type !== 'browse') return promptRow(state, show, width);
  if (state.stopping) return row(span(cutEnd(show.say('ui.stopping'), width, show.glyphs.ellipsis), 'warning'));
  if (state.reply !== null) return saidRow(replyText(state.reply, show), state.reply.refusal === null, show, width);
  if (state.told !== null) return saidRow(toldText(state.told, show, width), state.told.good, show, width);
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

/** Cells of a path that are left of it at least. */
const PATH_CELLS_MIN = 24;

function saidRow(text: SafeText, good: boolean, show: Show, width: number): Row {
  return row(span(cutEnd(text, width, show.glyphs.ellipsis), good ? 'title' : 'warning'));
}

/** What became of an errand, or why a key did nothing. */
export function toldText({ key, parameters }: Told, { say, foreign, glyphs }: Show, width = Infinity): SafeText {
  const text = say(key, parameters);
  const { path } = parameters;
  const over = cellsOf(text) - width;
  if (typeof path !== 'string' || over <= 0) return text;
  // Of a path, the end is what one looks for.
  const shown = foreign(path);
  return say(key, { ...parameters, path: cutStart(shown, Math.max(PATH_CELLS_MIN, cellsOf(shown) - over), glyphs.ellipsis) });
}

/** What became of a request. */
export function replyText({ type, refusal }: Reply, { say }: Show): SafeText {
  return refusal === null
    ? say(`ui.reply.${type}`)
    : say('ui.reply.refused', { reason: say(refusal === 'closed' ? 'ui.refusal.closed' : `live.refused.${refusal}`) });
}

/** Lists that can be shown by group, and those groups. */
const GROUPED: readonly string[] = ['findings', 'rules', 'destinations', 'companies'];

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
  const onFindings = detail?.kind === 'finding' || (pane.type === 'list' && pane.kind === 'findings');
  if (onFindings && state.status.state !== undefined) all.push([keys('a'), 'ui.hint.review'], [keys('x'), 'ui.hint.exception']);
  if (isLive(state.status)) all.push([keys('m'), 'ui.hint.mark'], [keys('p'), 'ui.hint.phase']);
  if (pane.type === 'list' && pane.kind === 'timeline') all.push([keys('+ -'), 'ui.hint.zoom'], [glyphs.leftRight, 'ui.hint.along']);
  if (pane.type === 'list' && GROUPED.includes(pane.kind)) all.push([keys('b'), 'ui.hint.group']);
  if (pane.type === 'list') all.push([keys('/'), 'ui.hint.filter'], [keys('s'), 'ui.hint.sort']);
  if (onFindings) all.push([keys('w'), 'ui.hint.wireshark']);
  if (state.hides) all.push([keys('r'), 'ui.hint.show']);
  all.push([say('ui.keys.space'), state.frozen ? 'ui.hint.resume' : 'ui.hint.freeze']);
  if (state.screen !== 'help') all.push([keys('e'), 'ui.hint.save'], [keys('y'), 'ui.hint.copy']);
  if (!state.hides) all.push([keys('r'), 'ui.hint.hide']);
  all.push([keys(':'), 'ui.hint.command']);
  return all;
}
