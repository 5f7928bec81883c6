import { BodyReader } from './body.ts';

/** Octets of an unfinished head that are kept in case its end is lost. */
const CUT_HEAD_MAX = 2_048;
const EMPTY_LINE = Buffer.from('\r\n');

/** What a direction carries; told by its first head, or by the other direction's. */
export type Role = 'unknown' | 'request' | 'response';

/** One direction: at a head, in a body, or lost after a gap. */
export class Half {
  role: Role = 'unknown';
  state: 'head' | 'body' | 'lost' = 'head';
  /** Octets of an unfinished head that are known to hold no end. */
  searched = 0;
  malformed = 0;
  readonly body = new BodyReader();
  /** A copy of the unfinished head's start, for when its end turns out to be lost. */
  #kept: Buffer | null = null;
  #keptLength = 0;

  /** The head in `buffer[start, end)` is unfinished. Octets that were there before are not copied again. */
  wait(buffer: Buffer, start: number, end: number): void {
    this.searched = end - start;
    const wanted = Math.min(end - start, CUT_HEAD_MAX);
    if (wanted <= this.#keptLength) return;
    this.#kept ??= Buffer.allocUnsafeSlow(CUT_HEAD_MAX);
    buffer.copy(this.#kept, this.#keptLength, start + this.#keptLength, start + wanted);
    this.#keptLength = wanted;
  }

  /** Forgets the unfinished head; gives its whole lines, closed by an empty one, where there are any. */
  dropHead(): Buffer | null {
    const lines = this.#keptLength === 0 ? -1 : this.#kept!.lastIndexOf(0x0a, this.#keptLength - 1);
    const head = lines === -1 ? null : Buffer.concat([this.#kept!.subarray(0, lines + 1), EMPTY_LINE]);
    this.searched = 0;
    this.#keptLength = 0;
    return head;
  }

  /** The head is finished. */
  headRead(): void {
    this.searched = 0;
    this.#keptLength = 0;
  }
}
