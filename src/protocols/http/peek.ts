import type { BodySink } from './body.ts';
import type { HeaderFacts } from './fields.ts';
import type { ParsedHead } from './head.ts';
import type { OpenRequest } from './open-request.ts';
import { PendingOctets, type Holder, type Place } from '../tls/pending.ts';

/** Octets of a body, as sent, in which names are looked for. */
const BODY_PEEK_MAX = 16_384;

/** Bodies that may be passing at once, and what their starts may take together. */
const PASSING_MAX = 65_536;
const PASSING_OCTETS_MAX = 32 << 20;

/** The bound over all bodies of a process that are passing. */
export const passingOctets = new PendingOctets(PASSING_MAX, PASSING_OCTETS_MAX);

/** The start of a body, as long as nobody has read it. */
export class Peek implements BodySink, Holder {
  readonly #pool: PendingOctets;
  #kept: Buffer | null = null;
  place: Place | null = null;
  octets = 0;
  /** What was taken had to make room for other bodies. */
  crowdedOut = false;

  constructor(pool: PendingOctets = passingOctets) {
    this.#pool = pool;
  }

  take(buffer: Buffer, start: number, end: number): void {
    const length = Math.min(end - start, BODY_PEEK_MAX - this.octets);
    const needed = this.octets + length;
    if (!this.crowdedOut) {
      const kept = this.#room(needed);
      buffer.copy(kept, this.octets, start, start + length);
    }
    this.octets = needed;
  }

  #room(needed: number): Buffer {
    if (this.#kept !== null && this.#kept.length >= needed) return this.#kept;
    const larger = Buffer.allocUnsafeSlow(Math.min(BODY_PEEK_MAX, needed * 2));
    this.#kept?.copy(larger, 0, 0, this.octets);
    this.#kept = larger;
    this.#pool.hold(this, larger.length);
    return larger;
  }

  abandon(): void {
    this.#kept = null;
    this.crowdedOut = true;
  }

  /** What was taken has been read. */
  release(): void {
    this.#pool.release(this);
    this.#kept = null;
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
