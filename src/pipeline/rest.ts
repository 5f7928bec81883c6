/** Octets of one direction that wait for more. Grows by doubling, so that a trickle costs no more than a flood. */
export class Rest {
  buffer: Buffer;
  length = 0;

  /** With room for `capacity` octets at first. */
  constructor(capacity: number) {
    this.buffer = Buffer.allocUnsafeSlow(capacity);
  }

  /** Copies `from[start, end)` behind what waits. */
  append(from: Buffer, start: number, end: number): void {
    const needed = this.length + end - start;
    if (needed > this.buffer.length) {
      const larger = Buffer.allocUnsafeSlow(needed * 2);
      this.buffer.copy(larger, 0, 0, this.length);
      this.buffer = larger;
    }
    from.copy(this.buffer, this.length, start, end);
    this.length = needed;
  }

  /** Drops the first `count` octets. */
  consume(count: number): void {
    this.buffer.copyWithin(0, count, this.length);
    this.length -= count;
  }
}

const CAPACITY_MIN = 2_048;
/** Larger ones are left to the collector, and so are more than so many: a megabyte in all at most. */
const CAPACITY_KEPT_MAX = 8_192;
const KEPT_MAX = 128;

/** Rests that nothing waits in are used again: most flows need one for a moment. */
export class RestPool {
  readonly #free: Rest[] = [];

  /** A rest that holds a copy of `from[start, end)`. */
  take(from: Buffer, start: number, end: number): Rest {
    const length = end - start;
    const rest = length <= CAPACITY_KEPT_MAX ? (this.#free.pop() ?? new Rest(Math.max(CAPACITY_MIN, length))) : new Rest(length * 2);
    rest.length = 0;
    rest.append(from, start, end);
    return rest;
  }

  /** Takes a rest back; whoever gave it no longer looks into it. */
  giveBack(rest: Rest): void {
    if (rest.buffer.length <= CAPACITY_KEPT_MAX && this.#free.length < KEPT_MAX) this.#free.push(rest);
  }
}
