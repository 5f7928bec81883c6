import type { Chunk } from '../bytes/chunk.ts';
import { findOctet } from './wire/find-octet.ts';

const LF = 0x0a;
const CR = 0x0d;

/**
 * Cuts one direction of a text protocol into lines that end in CR LF or LF alone.
 *
 * Use: `lines.over(chunk)`, then `lines.next()` until it gives null, then return `lines.consumed` from `data`.
 * A line longer than `lineMax` is dropped whole and counted: its octets are consumed as they come, so nothing piles up.
 * Octets that were searched once are not searched again when they are offered again.
 */
export class LineReader {
  readonly #lineMax: number;
  #buffer: Buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;
  /** Octets after the last line end that hold no line end. */
  #searched = 0;
  #dropping = false;
  /** Where the next line starts in the buffer. */
  position = 0;
  /** Lines that were too long. */
  dropped = 0;

  constructor(lineMax: number) {
    this.#lineMax = lineMax;
  }

  /** Points the reader at the next octets, the unconsumed ones first. */
  over(chunk: Chunk): this {
    this.#buffer = chunk.buffer;
    this.#start = this.position = chunk.start;
    this.#end = chunk.end;
    return this;
  }

  /** The next line without its end, one character an octet (ISO 8859-1); null where no whole line is left. */
  next(): string | null {
    for (;;) {
      const from = this.position;
      const at = findOctet(this.#buffer, LF, from + this.#searched, this.#end);
      if (at === -1) return this.#unfinished(from);
      this.#searched = 0;
      this.position = at + 1;
      if (this.#dropping || at - from > this.#lineMax) {
        if (!this.#dropping) this.dropped += 1;
        this.#dropping = false;
        continue;
      }
      return this.#buffer.latin1Slice(from, at > from && this.#buffer[at - 1] === CR ? at - 1 : at);
    }
  }

  #unfinished(from: number): null {
    this.#searched = this.#end - from;
    if (this.#dropping || this.#searched > this.#lineMax) {
      if (!this.#dropping) this.dropped += 1;
      this.#dropping = true;
      this.#searched = 0;
      this.position = this.#end;
    }
    return null;
  }

  /** Octets that are not read yet. */
  get remaining(): number {
    return this.#end - this.position;
  }

  /** Passes over octets that are no lines (literals, message bodies); returns how many there were of them. */
  skip(count: number): number {
    const passed = Math.min(count, this.remaining);
    this.position += passed;
    this.#searched = 0;
    return passed;
  }

  /** What `data` returns. */
  get consumed(): number {
    return this.position - this.#start;
  }

  /** Octets were lost: what follows starts in the middle of a line, which is dropped. */
  lose(): void {
    this.#searched = 0;
    this.#dropping = true;
  }
}

/** A line as text: UTF-8 where it is any, cut to `lengthMax` characters. */
export function textOf(latin1: string, lengthMax: number): string {
  // eslint-disable-next-line no-control-regex -- plain ASCII is told from everything else
  const text = /^[\x00-\x7f]*$/.test(latin1) ? latin1 : Buffer.from(latin1, 'latin1').toString('utf8');
  return text.length > lengthMax ? text.slice(0, lengthMax) : text;
}

/** True where `buffer[start, end)` starts with `text` (ASCII, any case when `text` is lower-case letters). */
export function startsWith(buffer: Buffer, start: number, end: number, text: string): boolean {
  if (end - start < text.length) return false;
  return samePrefix(buffer, start, text, text.length);
}

/** True where the octets are a proper prefix of `text`: more of the stream may still make it whole. */
export function mayBecome(buffer: Buffer, start: number, end: number, text: string): boolean {
  return end - start < text.length && samePrefix(buffer, start, text, end - start);
}

function samePrefix(buffer: Buffer, start: number, text: string, length: number): boolean {
  for (let i = 0; i < length; i += 1) {
    const octet = buffer[start + i]!;
    const folded = octet >= 0x41 && octet <= 0x5a ? octet | 0x20 : octet;
    const wanted = text.charCodeAt(i);
    if (octet !== wanted && folded !== wanted) return false;
  }
  return true;
}

/** The first word of a line in upper case, empty where it is longer than `lengthMax` or not made of letters. */
export function verbOf(line: string, lengthMax: number): string {
  let length = 0;
  for (; length < line.length && length <= lengthMax; length += 1) {
    const code = line.charCodeAt(length) | 0x20;
    if (code < 0x61 || code > 0x7a) break;
  }
  if (length === 0 || length > lengthMax || (length < line.length && line[length] !== ' ')) return '';
  return line.slice(0, length).toUpperCase();
}

/** The first line of a stream for a probe, without its end; null while it is not there. */
export function firstLine(chunk: Chunk, lengthMax: number): string | null {
  const at = findOctet(chunk.buffer, LF, chunk.start, chunk.end);
  if (at === -1) return null;
  const end = at > chunk.start && chunk.buffer[at - 1] === CR ? at - 1 : at;
  return chunk.buffer.latin1Slice(chunk.start, Math.min(end, chunk.start + lengthMax));
}
