import type { MessageKey } from '../../language/message.ts';
import type { SafeText } from '../../language/safe-text.ts';
import { CONFIDENCES, SEVERITIES } from '../../model/finding.ts';
import { PARTIES } from '../../model/destination.ts';
import { fit } from '../cells.ts';
import { BLANK, row, span, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import { severityMark } from './marks.ts';
import { heading, paragraph } from './prose.ts';

/** Every key and every sign, and what the program can and cannot tell. */
export function helpView(show: Show, width: number): readonly Row[] {
  const { say } = show;
  return [
    ...heading(say('ui.help.keys')).slice(1),
    ...keyTable(show).flatMap(([keys, meaning]) => keyRow(show, keys, say(meaning), width)),
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
  ];
}

const KEY_CELLS = 18;

function keyRow(show: Show, keys: SafeText, meaning: SafeText, width: number): readonly Row[] {
  return paragraph(meaning, width - KEY_CELLS - 1, 'plain', '').map((line, i) =>
    row(
      span(` ${fit(i === 0 ? keys : ('' as SafeText), KEY_CELLS - 1, show.glyphs.ellipsis)} ` as SafeText, i === 0 ? 'title' : 'plain'),
      ...line.spans,
    ),
  );
}

function keyTable({ glyphs, say, language }: Show): readonly (readonly [SafeText, MessageKey])[] {
  const keys = (text: string): SafeText => text as SafeText;
  return [
    [keys('1 2 3 4 5 6 7 Tab'), 'ui.help.screens'],
    [keys(glyphs.upDown === 'jk' ? 'j k' : `${glyphs.upDown}  j k`), 'ui.help.line'],
    [say('ui.keys.pages'), 'ui.help.page'],
    [say('ui.keys.ends'), 'ui.help.ends'],
    [glyphs.enter, 'ui.help.open'],
    [keys(glyphs.leftRight === '<>' ? '[ ]' : `${glyphs.leftRight}  [ ]`), 'ui.help.beside'],
    [say('ui.keys.back'), 'ui.help.back'],
    [keys('/  f'), 'ui.help.find'],
    [keys('s  S'), 'ui.help.sort'],
    [keys('n'), 'ui.help.new'],
    [keys('b'), 'ui.help.groups'],
    [keys('c'), 'ui.help.columns'],
    [keys('+  -'), 'ui.help.zoom'],
    [keys('m'), 'ui.help.mark'],
    [keys('p'), 'ui.help.phase'],
    [keys('R'), 'ui.help.name'],
    [keys('a  N'), 'ui.help.review'],
    [keys('x'), 'ui.help.exception'],
    [keys('u'), 'ui.help.undo'],
    [keys('e'), 'ui.help.save'],
    [keys('y'), 'ui.help.copy'],
    [keys('w'), 'ui.help.wireshark'],
    [keys('r'), 'ui.help.hide'],
    [keys('V'), 'ui.help.reveal'],
    [keys(':'), 'ui.help.command'],
    [keys(language === 'fr' ? ':souris' : ':mouse'), 'ui.help.mouse'],
    [say('ui.keys.space'), 'ui.help.freeze'],
    [keys('L'), 'ui.help.language'],
    [keys('?  F1'), 'ui.help.help'],
    [keys('Ctrl-L'), 'ui.help.redraw'],
    [keys('Ctrl-Z'), 'ui.help.suspend'],
    [keys('q  Ctrl-C'), 'ui.help.quit'],
  ];
}
