const NEWLINE = 0x0a;

/**
 * Cuts a stream of octets into lines of UTF-8. A line longer than the bound ends the reading: `overrun` says so, and nothing more
 * comes out. Work is linear in the octets, however small the pieces are.
 */
export class LineReader {
  readonly #lengthMax: number;
  readonly #onLine: (line: string) => void;
  #pieces: Buffer[] = [];
  #length = 0;
  overrun = false;

  constructor(lengthMax: number, onLine: (line: string) => void) {
    this.#lengthMax = lengthMax;
    this.#onLine = onLine;
  }

  /** Takes the next octets of the stream, and keeps them where their line goes on. */
  push(octets: Buffer): void {
    let at = 0;
    while (!this.overrun) {
      const end = octets.indexOf(NEWLINE, at);
      if (end < 0) break;
      this.#take(octets.subarray(at, end));
      at = end + 1;
      if (!this.overrun) this.#emit();
    }
    if (!this.overrun && at < octets.length) this.#take(octets.subarray(at));
  }

  #take(piece: Buffer): void {
    this.#length += piece.length;
    this.overrun = this.#length > this.#lengthMax;
    if (this.overrun) this.#pieces = [];
    else this.#pieces.push(piece);
  }

  #emit(): void {
    const line = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#length = 0;
    this.#onLine(line.toString('utf8'));
  }
}
