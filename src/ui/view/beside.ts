import type { SafeText } from '../../language/safe-text.ts';
import { cellsOf } from '../cells.ts';
import { BLANK, clip, row, span, type Row } from '../row.ts';
import type { Show } from '../show.ts';

/** Cells of the screen from which there is room for a second pane. */
const WIDTH_MIN = 139;
/** Of the second pane: its part of the width, and what it is never narrower or wider than. */
const SHARE = 0.42;
const CELLS_MIN = 56;
const CELLS_MAX = 96;

/** How wide two panes beside each other are. */
export interface Panes {
  readonly left: number;
  readonly right: number;
}

/** The widths of a list and of what stands beside it; null where there is room for one of them only. */
export function panesOf(width: number, show: Show): Panes | null {
  if (width < WIDTH_MIN) return null;
  const right = Math.max(CELLS_MIN, Math.min(CELLS_MAX, Math.floor(width * SHARE)));
  return { left: width - right - cellsOf(dividerOf(show)), right };
}

/** Two panes as lines of the screen, in exactly so many rows. The bar of a selected row does not reach into the other pane. */
export function besideRows(left: readonly Row[], right: readonly Row[], panes: Panes, show: Show, height: number): readonly Row[] {
  const { ellipsis } = show.glyphs;
  const divider = span(dividerOf(show), 'dim');
  const shown = right.length <= height ? right : [...right.slice(0, height - 1), moreRow(right.length - height + 1, show)];
  return Array.from({ length: height }, (_, i): Row => {
    const { spans, selected } = clip(left[i] ?? BLANK, panes.left, ellipsis);
    const cells = spans.reduce((sum, { text }) => sum + cellsOf(text), 0);
    const filled = [...spans, span(' '.repeat(panes.left - cells) as SafeText)];
    return { spans: [...filled, divider, ...clip(shown[i] ?? BLANK, panes.right, ellipsis).spans], selected, bar: filled.length };
  });
}

function moreRow(count: number, show: Show): Row {
  return row(span(` ${show.say('ui.more', { count })}` as SafeText, 'dim'));
}

function dividerOf({ glyphs }: Show): SafeText {
  return ` ${glyphs.divider} ` as SafeText;
}
