import { unbroken } from '../language/line-breaks.ts';
import type { SafeText } from '../language/safe-text.ts';
import { cellsOf } from '../language/text-cells.ts';

/** Narrower than this nothing can be read; the text then runs over the edge instead. */
const WIDTH_MIN = 8;

/**
 * Breaks a text into lines of at most `width` cells, at spaces (never at no-break spaces, nor before the high punctuation of French); a word that is wider than a line is cut.
 * There is always one line, if only an empty one.
 */
export function wrap(text: SafeText, width: number): SafeText[] {
  const room = Math.max(WIDTH_MIN, width);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of unbroken(text).flatMap((part) => pieces(part, room))) {
    const wide = cellsOf(word);
    if (line !== '' && used + 1 + wide > room) {
      lines.push(line);
      line = '';
      used = 0;
    }
    used += line === '' ? wide : wide + 1;
    line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines as SafeText[];
}

/** A word in pieces that fit. */
function pieces(word: string, room: number): string[] {
  if (cellsOf(word) <= room) return [word];
  const found: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const wide = cellsOf(character);
    if (used + wide > room) {
      found.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += wide;
  }
  found.push(piece);
  return found;
}

/** A text filled up with spaces to a number of cells. */
export function padded(text: SafeText, width: number): SafeText {
  return `${text}${' '.repeat(Math.max(0, width - cellsOf(text)))}` as SafeText;
}
