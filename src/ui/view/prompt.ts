import type { MessageKey } from '../../language/message.ts';
import type { SafeText } from '../../language/safe-text.ts';
import { cellsOf, cutEnd, cutStart } from '../cells.ts';
import { candidates, meant } from '../command-line.ts';
import { expiryOf } from '../dialogs.ts';
import { parseFilter } from '../filter.ts';
import type { Mode } from '../mode.ts';
import { row, span, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import { paneOf, type UiState } from '../state.ts';

const BLANK_HINT = '' as SafeText;

/** The last line while something is asked: what is asked, what was typed, and which keys answer. */
export function promptRow(state: UiState, show: Show, width: number): Row {
  const { mode } = state;
  switch (mode.type) {
    case 'filter':
      return filterRow(state, show, width);
    case 'prompt':
      return lineRow(mode, show, width);
    case 'leave':
      return row(span(cutEnd(show.say('ui.leave'), width, show.glyphs.ellipsis), 'title'));
    case 'columns':
      return row(span(cutEnd(show.say('ui.columns.keys'), width, show.glyphs.ellipsis), 'dim'));
    case 'device':
      return row(span(cutEnd(show.say('ui.device.keys'), width, show.glyphs.ellipsis), 'dim'));
    case 'values':
      return row(span(cutEnd(show.say('ui.values.keys'), width, show.glyphs.ellipsis), 'dim'));
    case 'command':
      return commandRow(state, mode, show, width);
    case 'browse':
      return row();
  }
}

function filterRow(state: UiState, show: Show, width: number): Row {
  const pane = paneOf(state);
  const filter = pane.type === 'list' ? pane.position.filter : '';
  const { fault } = parseFilter(filter);
  const hint = fault === null ? show.say('ui.filter.hint') : show.say('ui.filter.fault', { word: fault });
  return typedRow(show, show.say('ui.filter.prompt'), filter, hint, fault !== null, width);
}

function lineRow({ purpose, text }: Extract<Mode, { type: 'prompt' }>, show: Show, width: number): Row {
  const key: MessageKey = `ui.prompt.${purpose.what}`;
  const wrong = purpose.what === 'expiry' && expiryOf(text) === undefined;
  // Nothing is accepted without a reason: until there is one, Enter does nothing.
  const unanswered = purpose.what === 'exception' && text.trim() === '';
  const hint = show.say(purpose.what === 'expiry' ? 'ui.prompt.expiry-hint' : unanswered ? 'ui.prompt.exception-hint' : 'ui.prompt.hint');
  return typedRow(show, show.say(key), text, hint, wrong, width);
}

function commandRow({ language }: UiState, { text, wrong }: Extract<Mode, { type: 'command' }>, show: Show, width: number): Row {
  const label = show.say('ui.command.prompt');
  if (!wrong) {
    const words = candidates(text, language);
    return typedRow(
      show,
      label,
      text,
      words.length === 0 ? BLANK_HINT : show.say('ui.command.hint', { words: words.join(' ') }),
      false,
      width,
    );
  }
  const word = text.trim();
  const near = meant(word, language);
  const hint = near === null ? show.say('ui.command.wrong', { word }) : show.say('ui.command.meant', { word, near });
  return typedRow(show, label, text, hint, true, width);
}

/** What was typed stays in sight at its end, where one types. */
function typedRow(show: Show, label: SafeText, text: string, hint: SafeText, wrong: boolean, width: number): Row {
  const left = Math.max(1, width - cellsOf(label) - 2);
  const typed = cutStart(show.foreign(text), left, show.glyphs.ellipsis);
  const line = `${label} ${typed}${show.glyphs.caret}` as SafeText;
  const behind = `  ${hint}` as SafeText;
  const spans = [span(cutEnd(line, width, show.glyphs.ellipsis), 'title')];
  const room = width - cellsOf(line);
  if (room > 8) spans.push(span(cutEnd(behind, room, show.glyphs.ellipsis), wrong ? 'warning' : 'dim'));
  return row(...spans);
}
