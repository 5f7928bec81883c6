/** What a painter writes to: a terminal, or what stands for one. */
export interface Canvas {
  write(octets: string): unknown;
}

// ECMA-48: CUP (row;column), EL to the end of the line, ED to the end of the screen.
const HOME = '\x1b[H';
const ERASE_LINE = '\x1b[K';
const ERASE_BELOW = '\x1b[J';

/**
 * Brings frames onto the terminal: writes only the lines that differ from those already there, each at its own place, in one write.
 * It never clears the screen, so that nothing flickers and the user's scroll-back stays as it is.
 */
export class Painter {
  readonly #canvas: Canvas;
  #lines: readonly string[] = [];
  /** What is on the terminal is not known: it was resized, or the program comes back to it. */
  #unknown = true;

  constructor(canvas: Canvas) {
    this.#canvas = canvas;
  }

  /** The next frame is written whole. */
  invalidate(): void {
    this.#unknown = true;
  }

  paint(lines: readonly string[]): void {
    let octets = this.#unknown ? HOME : '';
    const count = this.#unknown ? lines.length : Math.max(lines.length, this.#lines.length);
    for (let i = 0; i < count; i += 1) {
      const line = lines[i] ?? '';
      if (this.#unknown || line !== (this.#lines[i] ?? '')) octets += `\x1b[${i + 1};1H${line}${ERASE_LINE}`;
    }
    if (this.#unknown) octets += `\x1b[${lines.length + 1};1H${ERASE_BELOW}`;
    if (octets !== '') this.#canvas.write(octets);
    this.#lines = lines;
    this.#unknown = false;
  }
}
