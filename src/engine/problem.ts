import type { Text } from '../model/text.ts';

/** Problems kept of one file: past that, a person reads no further. */
const PROBLEMS_MAX = 100;

/** What is wrong with a rule file, and where. */
export interface Problem {
  readonly file: string;
  /** Both count from 1; the column in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly message: Text;
  /** What could have stood there, such as `string` or `low | medium | high`; language-neutral. */
  readonly expected: string;
  /** The known name that was probably meant. */
  readonly nearest: string | null;
}

/** Gathers the problems of one file and turns offsets into lines and columns. */
export class Reporter {
  readonly file: string;
  readonly problems: Problem[] = [];
  readonly #starts: readonly number[];

  constructor(file: string, text: string) {
    this.file = file;
    this.#starts = lineStarts(text);
  }

  /** Adds a problem at an offset of the text. */
  report(offset: number, message: Text, expected = '', nearest: string | null = null): void {
    if (this.problems.length >= PROBLEMS_MAX) return;
    const line = this.lineOf(offset);
    this.problems.push({ file: this.file, line, column: offset - this.#starts[line - 1]! + 1, message, expected, nearest });
  }

  /** The line of an offset, from 1. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

/** Offsets at which lines start; a line ends at LF, CR or both (YAML 1.2, 5.4). */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) starts.push(at + 1);
  }
  return starts;
}
