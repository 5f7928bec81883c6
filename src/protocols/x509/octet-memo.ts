/** Longer octets are read anew each time, so that what is remembered stays under the number of slots times this. */
const REMEMBERED_LENGTH_MAX = 16 << 10;

interface Slot<V> {
  readonly octets: Buffer;
  readonly value: V;
}

/**
 * Remembers what was read of octets seen before. The octets themselves are compared, so a clash only costs a reading: nothing is
 * searched for, and nobody can make a search long.
 */
export class OctetMemo<V> {
  readonly #slots: (Slot<V> | undefined)[];

  /** `slots` is a power of two. */
  constructor(slots: number) {
    this.#slots = Array<Slot<V> | undefined>(slots).fill(undefined);
  }

  /** What was kept for the octets `buffer[start, end)`; `mark` is any number that they, and few others, give. */
  get(mark: number, buffer: Buffer, start: number, end: number): V | undefined {
    const known = this.#slots[mark & (this.#slots.length - 1)];
    return known !== undefined && known.octets.length === end - start && known.octets.compare(buffer, start, end) === 0
      ? known.value
      : undefined;
  }

  /** Keeps `value` for a copy of the octets, in the place of what had their slot. */
  keep(mark: number, buffer: Buffer, start: number, end: number, value: V): void {
    if (end - start > REMEMBERED_LENGTH_MAX) return;
    this.#slots[mark & (this.#slots.length - 1)] = { octets: Buffer.from(buffer.subarray(start, end)), value };
  }
}
