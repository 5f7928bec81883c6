import { unbroken } from '../language/line-breaks.ts';
import type { SafeText } from '../language/safe-text.ts';
import { cellsOf, isNarrow } from '../language/text-cells.ts';

export { cellsOf };

/** What stands for what was cut away. */
export type Ellipsis = '…' | '~';

let graphemes: Intl.Segmenter | null = null;

/** Made when it is first needed, for that takes long. */
function segmentsOf(text: string): Intl.Segments {
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return graphemes.segment(text);
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

/** Cut at the start: for a line that is being typed, whose end one looks at. */
export function cutStart(text: SafeText, cells: number, ellipsis: Ellipsis): SafeText {
  if (cells <= 0) return '' as SafeText;
  if (cellsOf(text) <= cells) return text;
  return `${ellipsis}${takeEnd(text, cells - 1)}` as SafeText;
}

/** Cut in the middle: for addresses and names whose end tells as much as their start. */
export function cutMiddle(text: SafeText, cells: number, ellipsis: Ellipsis): SafeText {
  if (cells <= 0) return '' as SafeText;
  if (cellsOf(text) <= cells) return text;
  const end = Math.floor(((cells - 1) * 2) / 3);
  return `${takeStart(text, cells - 1 - end)}${ellipsis}${takeEnd(text, end)}` as SafeText;
}

/** Cut before its registrable domain, which is what tells whose a host is: a part of that would name somebody else. */
export function cutHost(text: SafeText, cells: number, ellipsis: Ellipsis, domain: string | null): SafeText {
  if (cells <= 0) return '' as SafeText;
  if (cellsOf(text) <= cells) return text;
  if (domain === null || !text.endsWith(domain)) return cutMiddle(text, cells, ellipsis);
  const left = cells - 1 - cellsOf(domain as SafeText);
  return left < 0 ? cutStart(text, cells, ellipsis) : (`${takeStart(text, left)}${ellipsis}${domain}` as SafeText);
}

/** Lines of at most `cells` cells, broken at spaces, and within a word only where it fits on no line. */
export function wrap(text: SafeText, cells: number): readonly SafeText[] {
  const width = Math.max(1, cells);
  const lines: SafeText[] = [];
  let line = '' as SafeText;
  for (const word of unbroken(text)) {
    const joined = (line === '' ? word : `${line} ${word}`) as SafeText;
    if (cellsOf(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = chop(word as SafeText, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? ('' as SafeText);
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** Pieces of a word that fit, in one pass. What takes more cells than there are in all is left out. */
function chop(word: SafeText, width: number): readonly SafeText[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const segment of isNarrow(word) ? word : graphemesOf(word)) {
    const cells = cellsOf(segment as SafeText);
    if (cells > width) continue;
    if (used + cells > width) {
      pieces.push(piece);
      [piece, used] = ['', 0];
    }
    piece += segment;
    used += cells;
  }
  if (piece !== '') pieces.push(piece);
  return pieces as unknown as readonly SafeText[];
}

function graphemesOf(text: string): readonly string[] {
  return Array.from(segmentsOf(text), ({ segment }) => segment);
}

function takeStart(text: SafeText, cells: number): string {
  if (isNarrow(text)) return text.slice(0, cells);
  let taken = '';
  let used = 0;
  for (const { segment } of segmentsOf(text)) {
    used += cellsOf(segment as SafeText);
    if (used > cells) break;
    taken += segment;
  }
  return taken;
}

function takeEnd(text: SafeText, cells: number): string {
  if (isNarrow(text)) return text.slice(text.length - cells);
  const segments = graphemesOf(text);
  let taken = '';
  let used = 0;
  for (let i = segments.length - 1; i >= 0; i -= 1) {
    const segment = segments[i]!;
    used += cellsOf(segment as SafeText);
    if (used > cells) break;
    taken = segment + taken;
  }
  return taken;
}
