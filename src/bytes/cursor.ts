/** Why a read failed. Stable names: they are counted, stored and shown. */
export type Flaw = 'truncated' | 'bad-length' | 'bad-value' | 'loop' | 'too-many';

const EMPTY = Buffer.alloc(0);

/**
 * A bounded reader over someone else's octets.
 *
 * Reads never throw. The first failed read records a flaw and moves the cursor to its end, so every
 * `while (c.remaining > 0)` loop ends by itself and the caller asks once, at the end, whether the message was sound.
 * A flaw is sticky until `over` is called again.
 */
export class Cursor {
  buffer: Buffer = EMPTY;
  position = 0;
  end = 0;
  flaw: Flaw | null = null;

  /** Points the cursor at `buffer[start, end)` and forgets any earlier flaw. */
  over(buffer: Buffer, start: number, end: number): this {
    this.buffer = buffer;
    this.position = start;
    this.end = Math.min(end, buffer.length);
    this.flaw = null;
    return this;
  }

  /** Octets left to read. */
  get remaining(): number {
    return this.end - this.position;
  }

  /** Records the first flaw; later ones are consequences of it. */
  fail(flaw: Flaw): void {
    this.flaw ??= flaw;
    this.position = this.end;
  }

  u8(): number {
    if (this.position >= this.end) {
      this.fail('truncated');
      return 0;
    }
    return this.buffer[this.position++]!;
  }

  u16(): number {
    const at = this.position;
    if (at + 2 > this.end) {
      this.fail('truncated');
      return 0;
    }
    this.position = at + 2;
    return (this.buffer[at]! << 8) | this.buffer[at + 1]!;
  }

  u24(): number {
    const at = this.position;
    if (at + 3 > this.end) {
      this.fail('truncated');
      return 0;
    }
    this.position = at + 3;
    return (this.buffer[at]! << 16) | (this.buffer[at + 1]! << 8) | this.buffer[at + 2]!;
  }

  u32(): number {
    const at = this.position;
    if (at + 4 > this.end) {
      this.fail('truncated');
      return 0;
    }
    this.position = at + 4;
    const b = this.buffer;
    return ((b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!) >>> 0;
  }

  skip(count: number): void {
    if (this.position + count > this.end) {
      this.fail('truncated');
      return;
    }
    this.position += count;
  }

  /** Narrows the cursor to the next `length` octets; give the returned outer end back to `leave`. */
  enter(length: number): number {
    const outer = this.end;
    if (this.position + length > outer) this.fail('bad-length');
    else this.end = this.position + length;
    return outer;
  }

  /** Back to the outer end, exactly past the narrowed field. */
  leave(outer: number): void {
    if (this.flaw === null) this.position = this.end;
    this.end = outer;
    if (this.flaw !== null) this.position = outer;
  }

  /** The next `length` octets as lower-case hex. */
  hex(length: number): string {
    const at = this.position;
    this.skip(length);
    return this.flaw === null ? this.buffer.hexSlice(at, at + length) : '';
  }

  /** The next `length` octets, one character an octet (ISO 8859-1). */
  latin1(length: number): string {
    const at = this.position;
    this.skip(length);
    return this.flaw === null ? this.buffer.latin1Slice(at, at + length) : '';
  }

  /** The next `length` octets as UTF-8, invalid sequences replaced by U+FFFD. */
  utf8(length: number): string {
    const at = this.position;
    this.skip(length);
    return this.flaw === null ? this.buffer.utf8Slice(at, at + length) : '';
  }
}
