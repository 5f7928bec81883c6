/** How the end of a body is told (RFC 9112, 6.3). */
export type Framing = 'none' | 'sized' | 'chunked' | 'until-end';

/** Thirteen hexadecimal digits are the most that a number holds exactly. */
const SIZE_DIGITS_MAX = 13;
const SIZE_LINE_OCTETS_MAX = 4096;
const TRAILER_OCTETS_MAX = 64 << 10;

const LF = 0x0a;
const CR = 0x0d;

/** Where the octets of a body go: content octets only, without the chunk lines around them. */
export interface BodySink {
  take(buffer: Buffer, start: number, end: number): void;
}

type State = 'data' | 'size' | 'extension' | 'data-end' | 'trailer' | 'done' | 'broken';

/**
 * Passes over one body, however it is delimited; known lengths are skipped without looking at the octets.
 * Needs no octet twice: all that is offered is consumed, up to the end of the body.
 */
export class BodyReader {
  #framing: Framing = 'none';
  #state: State = 'done';
  /** Octets left of the body or of the chunk. */
  #left = 0;
  #digits = 0;
  #lineOctets = 0;
  #trailerOctets = 0;

  /** Starts a body; `length` counts for `sized` only. */
  begin(framing: Framing, length: number): void {
    this.#framing = framing;
    this.#left = length;
    this.#state = framing === 'chunked' ? 'size' : framing === 'none' || (framing === 'sized' && length === 0) ? 'done' : 'data';
    this.#digits = this.#lineOctets = this.#trailerOctets = 0;
    if (framing === 'chunked') this.#left = 0;
  }

  get done(): boolean {
    return this.#state === 'done';
  }

  /** The chunk lines make no sense: where the body ends cannot be told. */
  get broken(): boolean {
    return this.#state === 'broken';
  }

  /** Takes octets of the body from `buffer[start, end)` and returns where it stopped. */
  read(buffer: Buffer, start: number, end: number, sink: BodySink | null): number {
    let at = start;
    while (at < end && this.#state !== 'done' && this.#state !== 'broken') {
      if (this.#state === 'data') {
        const length = this.#framing === 'until-end' ? end - at : Math.min(this.#left, end - at);
        sink?.take(buffer, at, at + length);
        at += length;
        this.#passed(length);
      } else {
        this.#line(buffer[at]!);
        at += 1;
      }
    }
    return at;
  }

  /** Octets that were never captured (0: nobody knows how many); false where they may reach beyond what is known of the body. */
  miss(length: number): boolean {
    if (this.#state !== 'data') return false;
    if (this.#framing === 'until-end') return true;
    if (length === 0 || length > this.#left) return false;
    this.#passed(length);
    return true;
  }

  #passed(length: number): void {
    if (this.#framing === 'until-end') return;
    this.#left -= length;
    if (this.#left === 0) this.#state = this.#framing === 'chunked' ? 'data-end' : 'done';
  }

  /** RFC 9112, 7.1: one octet of a chunk's size line, of the line end after its data, or of the trailer section. */
  #line(octet: number): void {
    this.#lineOctets += 1;
    if (this.#lineOctets > SIZE_LINE_OCTETS_MAX) this.#state = 'broken';
    else if (this.#state === 'size') this.#size(octet);
    else if (this.#state === 'extension') {
      if (octet === LF) this.#sizeEnded();
    } else if (this.#state === 'data-end') this.#dataEnd(octet);
    else this.#trailer(octet);
  }

  #size(octet: number): void {
    const digit = hexDigit(octet);
    if (digit >= 0) {
      this.#left = this.#left * 16 + digit;
      this.#digits += 1;
      if (this.#digits > SIZE_DIGITS_MAX) this.#state = 'broken';
    } else if (this.#digits === 0) {
      this.#state = 'broken';
    } else if (octet === LF) {
      this.#sizeEnded();
    } else if (octet === 0x3b /* ; */ || octet === CR || octet === 0x20 || octet === 0x09) {
      this.#state = 'extension';
    } else {
      this.#state = 'broken';
    }
  }

  #sizeEnded(): void {
    this.#state = this.#left === 0 ? 'trailer' : 'data';
    this.#lineOctets = 0;
    this.#digits = 0;
  }

  #dataEnd(octet: number): void {
    if (octet === CR && this.#lineOctets === 1) return;
    this.#state = octet === LF ? 'size' : 'broken';
    this.#lineOctets = 0;
  }

  #trailer(octet: number): void {
    this.#trailerOctets += 1;
    if (this.#trailerOctets > TRAILER_OCTETS_MAX) this.#state = 'broken';
    if (octet === CR && this.#lineOctets === 1) this.#lineOctets = 0;
    if (octet !== LF) return;
    if (this.#lineOctets === 1) this.#state = 'done';
    this.#lineOctets = 0;
  }
}

function hexDigit(octet: number): number {
  if (octet >= 0x30 && octet <= 0x39) return octet - 0x30;
  const lower = octet | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
