import type { Chunk, Side } from '../../bytes/chunk.ts';
import { ENOUGH, SWITCH, switchAfter, type Session } from '../dissector.ts';

/** Octets of one message that are shown; of a longer one the rest is passed over. */
export const SHOWN_MAX = 4_096;
/** A message that is longer than this is none. */
const MESSAGE_MAX = 2 ** 31;

/** What is to become of the stream after a message: read on, or what `data` returns. */
export type Outcome = 0 | typeof ENOUGH | typeof SWITCH;

/** What a protocol makes of its messages. */
export interface FrameHandler {
  /** How long the message at `buffer[at, end)` is, header included; 0 where that is not there yet, -1 where this is no message. */
  lengthAt(sender: Side, buffer: Buffer, at: number, end: number): number;
  /** One message, or the first SHOWN_MAX octets of it. */
  message(sender: Side, buffer: Buffer, start: number, end: number): Outcome;
}

/** A stream of messages that tell their length in front: cuts them and gives them to the protocol one by one. */
export class FramedStream implements Session {
  readonly #handler: FrameHandler;
  readonly #skip: [number, number] = [0, 0];
  readonly #lost: [boolean, boolean] = [false, false];
  #over: Outcome = 0;

  constructor(handler: FrameHandler) {
    this.#handler = handler;
  }

  data({ buffer, start, end, sender }: Chunk): number {
    let at = start;
    while (this.#over === 0 && !this.#lost[sender]) {
      const passed = Math.min(this.#skip[sender], end - at);
      this.#skip[sender] -= passed;
      at += passed;
      const length = at >= end ? 0 : this.#handler.lengthAt(sender, buffer, at, end);
      if (length < 0 || length > MESSAGE_MAX) this.#lost[sender] = true;
      else {
        const shown = Math.min(length, SHOWN_MAX);
        if (length === 0 || at + shown > end) return at - start;
        this.#over = this.#handler.message(sender, buffer, at, at + shown);
        this.#skip[sender] = length - shown;
        at += shown;
      }
    }
    return this.#over === SWITCH ? switchAfter(Math.min(at + this.#skip[sender], end) - start) : ENOUGH;
  }

  gap(sender: Side, length: number): void {
    if (length > 0 && length <= this.#skip[sender]) this.#skip[sender] -= length;
    else this.#lost[sender] = true;
  }
}
