/**
 * Bits that were written forwards and are read from their end (RFC 8878, 4): the highest bit of the last octet marks the end.
 * What lies before the first octet reads as zeros, and `left` says by how much was read too far. Reused.
 */
export class ReverseBits {
  #b: Uint8Array = new Uint8Array(0);
  #start = 0;
  /** Bits not yet read; below zero after reading too far. */
  left = 0;

  /** Begins with the bits of `b[start, end)`; false where the mark of their end is not there. */
  over(b: Uint8Array, start: number, end: number): boolean {
    const last = end > start ? b[end - 1]! : 0;
    this.#b = b;
    this.#start = start;
    this.left = last === 0 ? -1 : (end - start) * 8 - 8 + highestBit(last);
    return last !== 0;
  }

  /** The next `count` bits, at most 24, as a number. */
  read(count: number): number {
    if (count === 0) return 0;
    this.left -= count;
    let at = this.left;
    let shift = 0;
    let wanted = count;
    if (at < 0) {
      shift = -at;
      wanted -= shift;
      if (wanted <= 0) return 0;
      at = 0;
    }
    const b = this.#b;
    const octet = this.#start + (at >>> 3);
    // Beyond the last octet there is nothing that belongs to these bits, whatever stands there: it is masked away.
    const four = b[octet]! | (b[octet + 1]! << 8) | (b[octet + 2]! << 16) | (b[octet + 3]! << 24);
    return ((four >>> (at & 7)) & ((1 << wanted) - 1)) << shift;
  }

  /** The next `count` bits, at most 32. */
  readLong(count: number): number {
    if (count <= 24) return this.read(count);
    const high = this.read(count - 16);
    return high * 0x10000 + this.read(16);
  }
}

/** Place of the highest bit that is set; -1 of zero. */
export const highestBit = (value: number): number => 31 - Math.clz32(value);
