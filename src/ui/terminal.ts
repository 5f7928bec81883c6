import type { ReadStream, WriteStream } from 'node:tty';

// DEC private modes, as xterm documents them: 1049 alternate screen, 25 cursor, 7 wrapping at the right edge.
const ENTER = '\x1b[?1049h\x1b[?25l\x1b[?7l';
const LEAVE = '\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l';

/** The terminal's alternate screen and raw keyboard: entered and left together, any number of times. */
export class Terminal {
  readonly #stdin: ReadStream;
  readonly #stdout: WriteStream;
  readonly #plain: boolean;
  #entered = false;

  /** With `plain`, only the keyboard: what is written stays where it was written. */
  constructor(stdin: ReadStream, stdout: WriteStream, plain = false) {
    this.#stdin = stdin;
    this.#stdout = stdout;
    this.#plain = plain;
  }

  get entered(): boolean {
    return this.#entered;
  }

  enter(): void {
    if (this.#entered) return;
    this.#entered = true;
    this.#rawMode(true);
    this.#stdin.resume();
    if (!this.#plain) this.#stdout.write(ENTER);
  }

  /** Gives the terminal back as it was. Harmless when repeated, and when the terminal has gone. */
  leave(): void {
    if (!this.#entered) return;
    this.#entered = false;
    if (!this.#plain && this.#stdout.writable) this.#stdout.write(LEAVE);
    this.#rawMode(false);
    this.#stdin.pause();
  }

  #rawMode(raw: boolean): void {
    if (!this.#stdin.isTTY) return;
    try {
      this.#stdin.setRawMode(raw);
    } catch {
      // The terminal was closed: there is no mode left to set.
    }
  }
}
