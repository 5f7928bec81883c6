import type { Chunk, Side } from '../bytes/chunk.ts';
import { SWITCH, switchAfter, type Ports, type Session, type Verdict } from './dissector.ts';
import { firstLine, LineReader } from './lines.ts';

/** Longer lines are passed over: no command and no reply of these protocols is (RFC 5321, 4.5.3.1.4 to .6 ask for 512 to 1,000). */
export const LINE_MAX = 8_192;

/** What a protocol makes of its lines. */
export interface LineHandler {
  /** One line of `sender`; false where another protocol follows (STARTTLS was accepted). */
  line(sender: Side, text: string, flow: LineFlow): boolean;
  /** Lines of `sender` were lost. */
  gap?(sender: Side): void;
  end?(): void;
}

/** A flow of lines in both directions: cuts them and gives them to the protocol one by one. */
export class LineFlow implements Session {
  readonly #handler: LineHandler;
  readonly #readers: readonly [LineReader, LineReader] = [new LineReader(LINE_MAX), new LineReader(LINE_MAX)];
  readonly #skip: [number, number] = [0, 0];
  #over = false;

  constructor(handler: LineHandler) {
    this.#handler = handler;
  }

  data(chunk: Chunk): number {
    if (this.#over) return SWITCH;
    const { sender } = chunk;
    const lines = this.#readers[sender].over(chunk);
    for (;;) {
      if (this.#skip[sender] > 0) this.#skip[sender] -= lines.skip(this.#skip[sender]);
      const line = this.#skip[sender] > 0 ? null : lines.next();
      if (line === null) return lines.consumed;
      if (this.#handler.line(sender, line, this)) continue;
      this.#over = true;
      return switchAfter(lines.consumed);
    }
  }

  gap(sender: Side, length: number): void {
    if (length > 0 && length <= this.#skip[sender]) {
      this.#skip[sender] -= length;
      return;
    }
    this.#skip[sender] = 0;
    this.#readers[sender].lose();
    this.#handler.gap?.(sender);
  }

  end(): void {
    this.#handler.end?.();
  }

  /** The next `count` octets of `sender` are no lines (a literal, a message of announced length). */
  skipNext(sender: Side, count: number): void {
    this.#skip[sender] = count;
  }
}

/** A reply of SMTP or FTP: three digits, and whether it is the last line of its reply (RFC 959, 4.2; RFC 5321, 4.2.1). */
export interface Reply {
  readonly code: number;
  readonly last: boolean;
  readonly text: string;
}

/** Reads a reply line; null where it is none. */
export function replyOf(line: string): Reply | null {
  if (!/^[1-6]\d\d(?:[ -]|$)/.test(line)) return null;
  return { code: Number(line.slice(0, 3)), last: line[3] !== '-', text: line.slice(4) };
}

/** True where one of the flow's ports is among these. */
export function onPort(ports: Ports, registered: readonly number[]): boolean {
  return registered.includes(ports[0]) || registered.includes(ports[1]);
}

/** Which side is the server, as far as a registered port tells; -1 where none does. */
export function serverOf(ports: Ports, registered: readonly number[]): Side | -1 {
  if (registered.includes(ports[1])) return 1;
  return registered.includes(ports[0]) ? 0 : -1;
}

/** The other side of one that is known; -1 of -1. */
export function otherOf(side: Side | -1): Side | -1 {
  return side === -1 ? -1 : side === 0 ? 1 : 0;
}

const FIRST_LINE_MAX = 512;

/** Asks about the first line of a stream; while there is none, text may become one. */
export function probeLine(chunk: Chunk, verdict: (line: string) => Verdict): Verdict {
  const line = firstLine(chunk, FIRST_LINE_MAX);
  if (line !== null) return verdict(line);
  const end = Math.min(chunk.end, chunk.start + FIRST_LINE_MAX);
  for (let at = chunk.start; at < end; at += 1)
    if (chunk.buffer[at]! < 0x20 && chunk.buffer[at] !== 0x0d && chunk.buffer[at] !== 0x09) return 'not-mine';
  return chunk.end - chunk.start > FIRST_LINE_MAX ? 'not-mine' : 'unsure';
}
