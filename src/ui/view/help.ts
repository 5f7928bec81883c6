import type { MessageKey } from '../../language/message.ts';
import type { SafeText } from '../../language/safe-text.ts';
import { CONFIDENCES, SEVERITIES } from '../../model/finding.ts';
import { PARTIES } from '../../model/destination.ts';
import type { Action } from '../actions.ts';
import { cellsOf, fit } from '../cells.ts';
import { allKeys } from '../key-labels.ts';
import { BLANK, row, span, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import type { UiState } from '../state.ts';
import { hintsOf } from './hints.ts';
import { severityMark } from './marks.ts';
import { heading, paragraph } from './prose.ts';

/** What the keys do where help was asked for, then every key and every sign, and what the program can and cannot tell. */
export function helpView(state: UiState, show: Show, width: number): readonly Row[] {
  const { say } = show;
  return [
    ...hereRows(state, show, width),
    ...heading(say('ui.help.keys')),
    ...KEYS.flatMap(([meaning, ...actions]) => keyRow(show, allKeys(state.keys, actions, show), say(meaning), width)),
    ...keyRow(show, say('ui.help.mouse-command'), say('ui.help.mouse'), width),
    ...keyRow(show, say('ui.help.palette-command'), say('ui.help.palette'), width),
    ...keyRow(show, 'Ctrl-C' as SafeText, say('ui.help.interrupt'), width),
    ...heading(say('ui.help.signs')),
    ...[...SEVERITIES]
      .reverse()
      .map((severity) => row(span(' ' as SafeText), severityMark(show, severity), span(`  ${say(`severity.${severity}`)}` as SafeText))),
    ...[...CONFIDENCES]
      .reverse()
      .map((confidence) => row(span(` ${show.glyphs.confidence[confidence]}  ${say(`confidence.${confidence}`)}` as SafeText))),
    ...PARTIES.flatMap((party) => keyRow(show, say(`ui.party.${party}`), say(`party.${party}`), width)),
    ...keyRow(show, 'T' as SafeText, say('ui.help.tracker'), width),
    ...keyRow(show, 'FR~' as SafeText, say('ui.help.country'), width),
    ...heading(say('ui.help.filter')),
    ...paragraph(say('ui.help.filter-text'), width),
    ...paragraph(say('ui.help.filter-fields'), width, 'plain', '   '),
    BLANK,
    ...paragraph(say('ui.help.limits'), width, 'dim'),
    ...paragraph(say('ui.help.remap'), width, 'dim'),
  ];
}

/** The keys of the screen that help was asked from. */
function hereRows(state: UiState, show: Show, width: number): readonly Row[] {
  const { say } = show;
  const before: UiState = { ...state, screen: state.before };
  const title = say('ui.help.here', { screen: say(`ui.screen.${state.before}`) });
  if (state.before === 'help') return [];
  return [row(span(title, 'title')), ...hintsOf(before, show).flatMap(({ keys, meaning }) => keyRow(show, keys, say(meaning), width))];
}

const KEY_CELLS = 18;

/** Keys and what they do; keys that take more room than they have stand over it. */
function keyRow(show: Show, keys: SafeText, meaning: SafeText, width: number): readonly Row[] {
  if (keys === '') return [];
  const wide = cellsOf(keys) > KEY_CELLS - 1;
  const label = (text: SafeText): SafeText => ` ${fit(text, KEY_CELLS - 1, show.glyphs.ellipsis)} ` as SafeText;
  return [
    ...(wide ? [row(span(` ${keys}` as SafeText, 'title'))] : []),
    ...paragraph(meaning, width - KEY_CELLS - 1, 'plain', '').map((line, i) =>
      row(span(label(i === 0 && !wide ? keys : ('' as SafeText)), i === 0 ? 'title' : 'plain'), ...line.spans),
    ),
  ];
}

/** Every action, in the order in which it is explained. */
const KEYS: readonly (readonly [MessageKey, Action, ...Action[]])[] = [
  ['ui.help.screens', 'dashboard', 'devices', 'destinations', 'findings', 'timeline', 'coverage'],
  ['ui.help.turn', 'next-screen', 'previous-screen'],
  ['ui.help.line', 'up', 'down'],
  ['ui.help.page', 'page-up', 'page-down'],
  ['ui.help.half', 'half-page-up', 'half-page-down'],
  ['ui.help.ends', 'first', 'last'],
  ['ui.help.open', 'open'],
  ['ui.help.beside', 'left', 'right'],
  ['ui.help.tabs', 'previous-tab', 'next-tab'],
  ['ui.help.back', 'back'],
  ['ui.help.find', 'filter'],
  ['ui.help.sort', 'sort', 'reverse'],
  ['ui.help.new', 'new'],
  ['ui.help.groups', 'group'],
  ['ui.help.columns', 'columns'],
  ['ui.help.notes', 'notes'],
  ['ui.help.device', 'device'],
  ['ui.help.zoom', 'zoom-in', 'zoom-out'],
  ['ui.help.mark', 'mark'],
  ['ui.help.phase', 'phase'],
  ['ui.help.name', 'name'],
  ['ui.help.review', 'review', 'note'],
  ['ui.help.exception', 'exclude'],
  ['ui.help.undo', 'undo'],
  ['ui.help.save', 'save'],
  ['ui.help.copy', 'copy'],
  ['ui.help.wireshark', 'wireshark'],
  ['ui.help.hide', 'hide'],
  ['ui.help.reveal', 'reveal'],
  ['ui.help.command', 'command'],
  ['ui.help.freeze', 'freeze'],
  ['ui.help.language', 'language'],
  ['ui.help.help', 'help'],
  ['ui.help.redraw', 'redraw'],
  ['ui.help.suspend', 'suspend'],
  ['ui.help.quit', 'quit'],
];
