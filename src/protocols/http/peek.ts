import type { BodySink } from './body.ts';
import type { HeaderFacts } from './fields.ts';
import type { ParsedHead } from './head.ts';
import type { OpenRequest } from './open-request.ts';

/** Octets of a body, as sent, in which names are looked for. */
const BODY_PEEK_MAX = 16_384;

/** The start of a body, as long as nobody has read it. */
export class Peek implements BodySink {
  #kept: Buffer | null = null;
  octets = 0;

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

  /** What was taken; valid as long as nothing more is. */
  seen(): Buffer {
    return this.#kept === null ? NOTHING : this.#kept.subarray(0, this.octets);
  }
}

const NOTHING = Buffer.alloc(0);

/** A request whose body is passing. */
export class PassingRequest extends Peek {
  readonly head: ParsedHead;
  readonly facts: HeaderFacts;
  readonly headCut: boolean;

  constructor(head: ParsedHead, facts: HeaderFacts, headCut: boolean) {
    super();
    this.head = head;
    this.facts = facts;
    this.headCut = headCut;
  }
}

/** A response whose body is passing, and what it answers. */
export class PassingResponse extends Peek {
  readonly status: number;
  readonly facts: HeaderFacts;
  readonly request: OpenRequest | null;

  constructor(status: number, facts: HeaderFacts, request: OpenRequest | null) {
    super();
    this.status = status;
    this.facts = facts;
    this.request = request;
  }
}
