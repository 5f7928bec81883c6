import type { SafeText } from '../language/safe-text.ts';
import { paint, type Tone } from './theme.ts';
import { padded, wrap } from './wrap.ts';

/** A text report that grows line by line: wrapped, indented, coloured where colours are wanted. Takes showable text only. */
export class Page {
  readonly #columns: number;
  readonly #color: boolean;
  readonly #lines: string[] = [];

  constructor(columns: number, color: boolean) {
    this.#columns = columns;
    this.#color = color;
  }

  blank(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
  }

  heading(text: SafeText): void {
    this.blank();
    this.paragraph(text, 0, 'heading');
    this.blank();
  }

  /** A paragraph at an indent. */
  paragraph(text: SafeText, indent: number, tone: Tone = 'plain'): void {
    for (const line of wrap(text, this.#columns - indent)) this.#lines.push(`${' '.repeat(indent)}${paint(line, tone, this.#color)}`);
  }

  /** A label and what it labels, in two columns: the second begins `labelCells` after the indent. */
  field(label: SafeText, text: SafeText, indent: number, labelCells: number): void {
    wrap(text, this.#columns - indent - labelCells).forEach((line, at) => {
      const first = at === 0 ? paint(padded(label, labelCells), 'dim', this.#color) : ' '.repeat(labelCells);
      this.#lines.push(`${' '.repeat(indent)}${first}${line}`);
    });
  }

  /** A paragraph that begins with a mark of its own tone, such as the letter of a severity; further lines line up behind it. */
  marked(mark: SafeText, markTone: Tone, text: SafeText, indent: number, tone: Tone): void {
    const hanging = mark.length + 1;
    wrap(text, this.#columns - indent - hanging).forEach((line, at) => {
      const begin = at === 0 ? `${paint(mark, markTone, this.#color)} ` : ' '.repeat(hanging);
      this.#lines.push(`${' '.repeat(indent)}${begin}${paint(line, tone, this.#color)}`);
    });
  }

  /** A line to be copied as it is, however long. */
  verbatim(text: SafeText, indent: number): void {
    this.#lines.push(`${' '.repeat(indent)}${text}`);
  }

  /** The whole page, ending in one newline. */
  text(): SafeText {
    return `${this.#lines.join('\n').trimEnd()}\n` as SafeText;
  }
}
