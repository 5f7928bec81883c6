import stringWidth from 'string-width';
import type { SafeText } from '../language/safe-text.ts';

/** What stands for what was cut away. */
export type Ellipsis = '…' | '~';

const PLAIN = /^[\x20-\x7e]*$/;
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many cells of the terminal a text takes. */
export function cellsOf(text: SafeText): number {
  return PLAIN.test(text) ? text.length : stringWidth(text);
}

/** The text in exactly `cells` cells: cut at its end, or filled up with spaces. Right-aligned text is filled on the left. */
export function fit(text: SafeText, cells: number, ellipsis: Ellipsis, align: 'left' | 'right' = 'left'): SafeText {
  const cut = cutEnd(text, cells, ellipsis);
  const fill = ' '.repeat(Math.max(0, cells - cellsOf(cut)));
  return (align === 'left' ? cut + fill : fill + cut) as SafeText;
}

/** Cut at the end: for sentences, where the beginning tells most. */
export function cutEnd(text: SafeText, cells: number, ellipsis: Ellipsis): SafeText {
  if (cells <= 0) return '' as SafeText;
  if (cellsOf(text) <= cells) return text;
  return `${takeStart(text, cells - 1)}${ellipsis}` as SafeText;
}

/** Cut in the middle: for host names, whose end (the registrable domain) tells most. */
export function cutMiddle(text: SafeText, cells: number, ellipsis: Ellipsis): SafeText {
  if (cells <= 0) return '' as SafeText;
  if (cellsOf(text) <= cells) return text;
  const end = Math.floor(((cells - 1) * 2) / 3);
  return `${takeStart(text, cells - 1 - end)}${ellipsis}${takeEnd(text, end)}` as SafeText;
}

/** Lines of at most `cells` cells, broken at spaces, and within a word only where it fits on no line. */
export function wrap(text: SafeText, cells: number): readonly SafeText[] {
  const width = Math.max(1, cells);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    let rest = word as SafeText;
    const joined = line === '' ? rest : (`${line} ${rest}` as SafeText);
    if (cellsOf(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    while (cellsOf(rest) > width) {
      const head = takeStart(rest, width);
      if (head !== '') lines.push(head);
      // A wide character takes two cells: it is dropped where only one is to be had, so that this ends.
      rest = rest.slice(head.length || firstGrapheme(rest).length) as SafeText;
    }
    line = rest;
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines as unknown as readonly SafeText[];
}

function firstGrapheme(text: string): string {
  for (const { segment } of GRAPHEMES.segment(text)) return segment;
  return text;
}

function takeStart(text: SafeText, cells: number): string {
  if (PLAIN.test(text)) return text.slice(0, cells);
  let taken = '';
  let used = 0;
  for (const { segment } of GRAPHEMES.segment(text)) {
    used += stringWidth(segment);
    if (used > cells) break;
    taken += segment;
  }
  return taken;
}

function takeEnd(text: SafeText, cells: number): string {
  if (PLAIN.test(text)) return text.slice(text.length - cells);
  const segments = [...GRAPHEMES.segment(text)];
  let taken = '';
  let used = 0;
  for (let i = segments.length - 1; i >= 0; i -= 1) {
    const { segment } = segments[i]!;
    used += stringWidth(segment);
    if (used > cells) break;
    taken = segment + taken;
  }
  return taken;
}
