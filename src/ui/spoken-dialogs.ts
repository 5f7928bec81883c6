import { joinParts } from '../language/format.ts';
import type { SafeText } from '../language/safe-text.ts';
import { catalogueOf } from './catalogue.ts';
import { COLUMN_TITLES } from './columns.ts';
import type { Mode } from './mode.ts';
import type { Show } from './show.ts';
import type { UiState } from './state.ts';
import { deviceOrId } from './view/marks.ts';
import { promptRow } from './view/prompt.ts';

const WIDTH = 4_000;

/** What is asked, with the keys that answer; while it is answered, only what was typed so far. */
export function modeText(state: UiState, show: Show, whole: boolean): SafeText {
  const { spans } = promptRow(state, show, WIDTH);
  const shown = whole ? spans : spans.slice(0, 1);
  return joinParts(
    show.language,
    shown.map(({ text }) => text.trim()),
  );
}

/** The value under the cursor; with the question and its keys where it was only just asked. */
export function valueText({ what, values, index }: Extract<Mode, { type: 'values' }>, show: Show, asked: boolean): SafeText {
  const value = values[index];
  if (value === undefined) return show.say('ui.none');
  const words = show.say('ui.plain.value', { number: index + 1, all: values.length, label: show.say(value.label), text: value.text });
  return asked ? joinParts(show.language, [show.say(`ui.values.${what}`), words, show.say('ui.values.keys')]) : words;
}

/** The column under the cursor, and whether it is shown. */
export function columnText(state: UiState, { kind, index }: Extract<Mode, { type: 'columns' }>, show: Show): SafeText {
  const title = COLUMN_TITLES[kind][index];
  if (title === undefined) return show.say('ui.none');
  const shown = !state.hidden[kind].includes(title);
  return show.say('ui.plain.column', { column: show.say(title), shown: show.say(shown ? 'ui.yes' : 'ui.no') });
}

/** The device under the cursor of a choice. */
export function choiceText(
  { snapshot }: UiState,
  { devices, index }: Extract<Mode, { type: 'device' }>,
  show: Show,
  asked: boolean,
): SafeText {
  const id = devices[index] ?? null;
  const name = id === null ? show.say('ui.device.all') : deviceOrId(show, catalogueOf(snapshot).devices, id);
  const words = show.say('ui.plain.row', { number: index + 1, all: devices.length, words: name });
  return asked ? joinParts(show.language, [show.say('ui.device.choose'), words, show.say('ui.device.keys')]) : words;
}
