import type { BodySink } from './body.ts';
import type { HeaderFacts } from './fields.ts';
import type { ParsedHead } from './head.ts';

/** Octets of a request's body in which names are looked for. */
const BODY_PEEK_MAX = 16_384;

/** The start of a request's body, as long as nobody has read its names. */
export class Peek implements BodySink {
  readonly head: ParsedHead;
  readonly facts: HeaderFacts;
  readonly headCut: boolean;
  #kept: Buffer | null = null;
  octets = 0;

  constructor(head: ParsedHead, facts: HeaderFacts, headCut: boolean) {
    this.head = head;
    this.facts = facts;
    this.headCut = headCut;
  }

  take(buffer: Buffer, start: number, end: number): void {
    const length = Math.min(end - start, BODY_PEEK_MAX - this.octets);
    const needed = this.octets + length;
    if (this.#kept === null || this.#kept.length < needed) {
      const larger = Buffer.allocUnsafeSlow(Math.min(BODY_PEEK_MAX, needed * 2));
      this.#kept?.copy(larger, 0, 0, this.octets);
      this.#kept = larger;
    }
    buffer.copy(this.#kept, this.octets, start, start + length);
    this.octets = needed;
  }

  get full(): boolean {
    return this.octets >= BODY_PEEK_MAX;
  }

  text(): string {
    return this.#kept === null ? '' : this.#kept.latin1Slice(0, this.octets);
  }
}
