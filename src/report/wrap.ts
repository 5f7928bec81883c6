import stringWidth from 'string-width';
import { unbroken } from '../language/line-breaks.ts';
import type { SafeText } from '../language/safe-text.ts';

const ASCII = /^[\x20-\x7e]*$/;
/** Narrower than this nothing can be read; the text then runs over the edge instead. */
const WIDTH_MIN = 8;

/** Cells that a text takes on a terminal: wide characters take two, marks none. */
export function cells(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
}

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
    const wide = cells(word);
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
  if (cells(word) <= room) return [word];
  const found: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const wide = cells(character);
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
  return `${text}${' '.repeat(Math.max(0, width - cells(text)))}` as SafeText;
}
