import type { SafeText } from '../../language/safe-text.ts';
import { cellsOf, cutEnd, cutStart } from '../cells.ts';
import type { Told } from '../errand.ts';
import type { Action } from '../actions.ts';
import { keyWords } from '../key-labels.ts';
import type { KeyMap } from '../key-map.ts';
import type { Target } from '../reduce.ts';
import { row, span, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import type { Reply, UiState } from '../state.ts';
import { hintsOf } from './hints.ts';
import { promptRow } from './prompt.ts';

/** What is asked, what became of the last request, or the keys that matter here, the most telling first: what does not fit is in the help. */
export function footerRow(state: UiState, show: Show, width: number): Row {
  if (state.mode.type !== 'browse') return promptRow(state, show, width);
  if (state.stopping) return row(span(cutEnd(stoppingText(state, show), width, show.glyphs.ellipsis), 'warning'));
  if (state.reply !== null) return saidRow(replyText(state.reply, show), state.reply.refusal === null, show, width);
  if (state.told !== null) return saidRow(toldText(state.told, state.keys, show, width), state.told.good, show, width);
  return row(...placed(state, show, width).flatMap(({ keys, text }) => [span(keys, 'title'), span(text)]));
}

/** What one waits for after the session was asked to stop. */
export function stoppingText({ status }: UiState, { say }: Show): SafeText {
  return say(status.heardMs === undefined ? 'ui.stopping' : 'ui.stopping-unanswered');
}

/** Where the keys that the last line names can be clicked. */
export function footerTargets(state: UiState, show: Show, width: number, line: number): readonly Target[] {
  if (state.mode.type !== 'browse' || state.stopping || state.reply !== null || state.told !== null) return [];
  return placed(state, show, width).map(({ action, from, to }) => ({ line, from, to, does: { action } }));
}

/** The hints that there is room for, and the cells that each takes. */
function placed(state: UiState, show: Show, width: number): readonly Placed[] {
  const all: Placed[] = [];
  let used = 0;
  for (const { keys, meaning, action } of hintsOf(state, show)) {
    const text = ` ${show.say(meaning)}  ` as SafeText;
    const from = used;
    used += cellsOf(keys) + cellsOf(text);
    if (used > width) break;
    all.push({ keys, text, action, from, to: used - 2 });
  }
  return all;
}

interface Placed {
  readonly keys: SafeText;
  readonly text: SafeText;
  readonly action: Action;
  readonly from: number;
  readonly to: number;
}

/** Cells of a path that are left of it at least. */
const PATH_CELLS_MIN = 24;

function saidRow(text: SafeText, good: boolean, show: Show, width: number): Row {
  return row(span(cutEnd(text, width, show.glyphs.ellipsis), good ? 'title' : 'warning'));
}

/** What became of an errand, or why a key did nothing. */
export function toldText(told: Told, keys: KeyMap, show: Show, width = Infinity): SafeText {
  const { say, foreign, glyphs } = show;
  const parameters = { ...keyWords(keys, show), ...told.parameters };
  const { key } = told;
  const { path } = told.parameters;
  const text = say(key, parameters);
  const over = cellsOf(text) - width;
  if (typeof path !== 'string' || over <= 0) return text;
  // Of a path, the end is what one looks for.
  const shown = foreign(path);
  return say(key, { ...parameters, path: cutStart(shown, Math.max(PATH_CELLS_MIN, cellsOf(shown) - over), glyphs.ellipsis) });
}

/** What became of a request. */
export function replyText({ type, removed, refusal }: Reply, { say }: Show): SafeText {
  if (refusal === null && removed === true && (type === 'review' || type === 'name-device' || type === 'exclude-device')) {
    return say(`ui.reply.${type}.removed`);
  }
  return refusal === null
    ? say(`ui.reply.${type}`)
    : say('ui.reply.refused', { reason: say(refusal === 'closed' ? 'ui.refusal.closed' : `live.refused.${refusal}`) });
}
