import type { Show } from '../show.ts';
import type { Extent, Target } from '../reduce.ts';
import type { Row } from '../row.ts';
import type { UiState } from '../state.ts';
import { bodyView, type Body } from './body.ts';
import { footerRow, footerTargets } from './footer.ts';
import { headerRow, ruleRow, tabsRow, tabTargets } from './header.ts';
import { deviceTabTargets } from './titles.ts';
import { statusCard } from './status-card.ts';

/** Below this the screens would say nothing useful. */
export const NEEDED = { columns: 60, rows: 16 } as const;

const HEAD_ROWS = 3;
const FOOT_ROWS = 2;

/** How large everything may be: one row and one column less than the terminal, so that nothing ever scrolls or wraps. */
export interface Measures {
  readonly width: number;
  readonly height: number;
  readonly small: boolean;
}

export function measure({ columns, rows }: UiState): Measures {
  return { width: Math.max(1, columns - 1), height: Math.max(0, rows - 1), small: columns < NEEDED.columns || rows < NEEDED.rows };
}

/** The rows above the body. */
export function headView(state: UiState, show: Show): readonly Row[] {
  const { width } = measure(state);
  return [headerRow(state, show, width), tabsRow(state, show, width), ruleRow(show, width)];
}

const BODIES = new WeakMap<UiState, { readonly show: Show; readonly body: Body }>();

/** The body, in as many rows as are left for it. Kept with its state: a key asks how much there is to move in of what was just drawn. */
export function middleView(state: UiState, show: Show): Body {
  const known = BODIES.get(state);
  if (known?.show === show) return known.body;
  const { width, height } = measure(state);
  const body = bodyView(state, show, width, Math.max(1, height - HEAD_ROWS - FOOT_ROWS));
  BODIES.set(state, { show, body });
  return body;
}

/** How much there is to move in, and what a click can mean. A screen that fails to be drawn can still be left. */
export function middleExtent(state: UiState, show: Show): Extent {
  try {
    const { content, page, list } = middleView(state, show);
    const place = list === undefined ? {} : { list: { line: HEAD_ROWS + list.row, top: list.top } };
    return { content, page, ...place, ...(state.mouse ? { targets: clickTargets(state, show) } : {}) };
  } catch {
    return { content: 0, page: middleHeight(state) };
  }
}

/** The line of the screens' names; and of a device's tabs, behind the line that says where one is. */
const TABS_LINE = 1;
const DEVICE_TABS_LINE = HEAD_ROWS + 1;

/** Names of screens, tabs of a device, and the keys that the last line names. */
function clickTargets(state: UiState, show: Show): readonly Target[] {
  const { width, height, small } = measure(state);
  if (small) return [];
  return [
    ...tabTargets(state, show, width, TABS_LINE),
    ...deviceTabTargets(state, show, width, DEVICE_TABS_LINE),
    ...footerTargets(state, show, width, height - 1),
  ];
}

/** The rows below the body. */
export function footView(state: UiState, show: Show): readonly Row[] {
  const { width } = measure(state);
  return [ruleRow(show, width), footerRow(state, show, width)];
}

/** Everything that is shown where the terminal is too small. */
export function smallView(state: UiState, show: Show): readonly Row[] {
  const { width, height } = measure(state);
  return statusCard(state, show, width, NEEDED).slice(0, height);
}

/** Rows that the body has on the screen. */
export function middleHeight(state: UiState): number {
  return Math.max(1, measure(state).height - HEAD_ROWS - FOOT_ROWS);
}
