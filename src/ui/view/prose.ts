import type { SafeText } from '../../language/safe-text.ts';
import { fit, wrap } from '../cells.ts';
import { BLANK, row, span, type Role, type Row } from '../row.ts';
import type { Show } from '../show.ts';

/** Cells of the labels in front of facts. */
const LABEL_CELLS = 15;
/** Below this width a label stands on a line of its own. */
const BESIDE_MIN = 50;

/** A heading with an empty line above it. */
export function heading(text: SafeText): readonly Row[] {
  return [BLANK, row(span(text, 'title'))];
}

/** A paragraph, wrapped. */
export function paragraph(text: SafeText, width: number, role: Role = 'plain', indent = ' '): readonly Row[] {
  return wrap(text, width - indent.length).map((line) => row(span(indent as SafeText), span(line, role)));
}

/** A paragraph behind a mark, its further lines set in under the first. */
export function bullet(mark: SafeText, text: SafeText, width: number, role: Role = 'plain'): readonly Row[] {
  return wrap(text, width - 3).map((line, i) => row(span((i === 0 ? ` ${mark} ` : '   ') as SafeText), span(line, role)));
}

/** A label and what is to be said under it: beside it where there is room, below it where not. */
export function fact(show: Show, label: SafeText, text: SafeText, width: number, role: Role = 'plain'): readonly Row[] {
  if (width < BESIDE_MIN) return [row(span(label, 'dim')), ...paragraph(text, width, role, '  ')];
  return wrap(text, width - LABEL_CELLS - 1).map((line, i) =>
    row(span(fit(i === 0 ? label : ('' as SafeText), LABEL_CELLS, show.glyphs.ellipsis), 'dim'), span(' ' as SafeText), span(line, role)),
  );
}
