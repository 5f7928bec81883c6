import type { SafeText } from '../language/safe-text.ts';
import type { Severity } from '../model/finding.ts';
import { cellsOf, cutEnd, type Ellipsis } from './cells.ts';

/** What a stretch of text is, from which its colour follows where there are colours. */
export type Role = 'plain' | 'title' | 'dim' | 'warning' | Severity;

export interface Span {
  readonly text: SafeText;
  readonly role: Role;
}

/** One line of the screen. */
export interface Row {
  readonly spans: readonly Span[];
  /** The cursor is on it. */
  readonly selected: boolean;
  /** How many of the spans belong to the cursor's bar; all where it is not said. */
  readonly bar?: number;
}

export const BLANK: Row = { spans: [], selected: false };

export function span(text: SafeText, role: Role = 'plain'): Span {
  return { text, role };
}

export function row(...spans: readonly Span[]): Row {
  return { spans, selected: false };
}

/** Safe pieces side by side are safe. */
export function join(pieces: readonly SafeText[], between: string = ''): SafeText {
  return pieces.join(between) as SafeText;
}

/** The row in at most `width` cells; a selected one in exactly so many, so that its bar reaches across the screen. */
export function clip({ spans, selected, bar }: Row, width: number, ellipsis: Ellipsis): Row {
  const kept: Span[] = [];
  let left = width;
  for (const { text, role } of spans) {
    const cells = cellsOf(text);
    kept.push(span(cells <= left ? text : cutEnd(text, left, ellipsis), role));
    left -= Math.min(left, cells);
  }
  if (bar !== undefined) return { spans: kept, selected, bar };
  if (selected && left > 0) kept.push(span(' '.repeat(left) as SafeText));
  return { spans: kept, selected };
}
