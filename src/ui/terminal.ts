import type { ReadStream, WriteStream } from 'node:tty';

// DEC private modes, as xterm documents them: 1049 alternate screen, 25 cursor, 7 wrapping at the right edge, 2004 pasted text told from keys.
const ENTER = '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h';
const LEAVE = '\x1b[0m\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l';

// xterm: 1000 reports presses and the wheel, 1006 in decimal figures.
const MOUSE_ON = '\x1b[?1000h\x1b[?1006h';
const MOUSE_OFF = '\x1b[?1006l\x1b[?1000l';

/** The terminal's alternate screen and raw keyboard: entered and left together, any number of times. */
export class Terminal {
  readonly #stdin: ReadStream;
  readonly #stdout: WriteStream;
  readonly #plain: boolean;
  #entered = false;
  #mouse = false;

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

  /** Whether clicks and the wheel come as keys. Nothing is asked of a terminal that is only written to line by line. */
  mouse(wanted: boolean): void {
    if (wanted === this.#mouse || !this.#entered || this.#plain) return;
    this.#mouse = wanted;
    this.#stdout.write(wanted ? MOUSE_ON : MOUSE_OFF);
  }

  /** Gives the terminal back as it was. Harmless when repeated, and when the terminal has gone. */
  leave(): void {
    if (!this.#entered) return;
    this.#entered = false;
    if (!this.#plain && this.#stdout.writable) this.#stdout.write(this.#mouse ? MOUSE_OFF + LEAVE : LEAVE);
    this.#mouse = false;
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
