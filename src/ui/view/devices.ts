import type { SafeText } from '../../language/safe-text.ts';
import { catalogueOf, countSeverities } from '../catalogue.ts';
import type { Mode } from '../mode.ts';
import { BLANK, row, span, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import type { UiState } from '../state.ts';
import { countMarks, deviceOrId } from './marks.ts';

/** The devices to choose from, each with what was found of it; all of them first. */
export function deviceChooser({ snapshot }: UiState, { devices, index }: Extract<Mode, { type: 'device' }>, show: Show): readonly Row[] {
  const { say, glyphs } = show;
  const { devices: known, countsOf } = catalogueOf(snapshot);
  const rows = devices.map((id, i): Row => {
    const selected = i === index;
    const name = id === null ? say('ui.device.all') : deviceOrId(show, known, id);
    const counts = id === null ? [] : [countMarks(show, countsOf.get(id) ?? countSeverities([]))];
    return { spans: [span(`${selected ? glyphs.cursor : ' '} ${name}  ` as SafeText), ...counts], selected };
  });
  return [row(span(` ${say('ui.device.choose')}` as SafeText, 'title')), BLANK, ...rows];
}
