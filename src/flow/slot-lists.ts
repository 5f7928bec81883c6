const NONE = -1;

/**
 * Doubly linked lists of slots over typed arrays: a slot is in one list or in none, and joins and leaves in constant time without allocating.
 * Every list is first in, first out.
 */
export class SlotLists {
  #heads: Int32Array;
  #tails: Int32Array;
  #next = new Int32Array(0);
  #previous = new Int32Array(0);
  #list = new Int32Array(0);
  /** Slots in any of the lists. */
  size = 0;

  constructor(lists: number) {
    this.#heads = new Int32Array(lists).fill(NONE);
    this.#tails = new Int32Array(lists).fill(NONE);
  }

  /** Makes room for slots below `capacity`. */
  grow(capacity: number): void {
    const used = this.#list.length;
    this.#next = enlarged(this.#next, capacity);
    this.#previous = enlarged(this.#previous, capacity);
    this.#list = enlarged(this.#list, capacity).fill(NONE, used);
  }

  /** The slot that joined `list` first, or -1. */
  first(list: number): number {
    return this.#heads[list]!;
  }

  /** Puts a slot, which must be in no list, at the end of `list`. */
  append(list: number, slot: number): void {
    const tail = this.#tails[list]!;
    this.#previous[slot] = tail;
    this.#next[slot] = NONE;
    this.#list[slot] = list;
    if (tail === NONE) this.#heads[list] = slot;
    else this.#next[tail] = slot;
    this.#tails[list] = slot;
    this.size += 1;
  }

  /** Takes a slot out of the list that it is in, if any. */
  remove(slot: number): void {
    const list = this.#list[slot]!;
    if (list === NONE) return;
    const next = this.#next[slot]!;
    const previous = this.#previous[slot]!;
    if (previous === NONE) this.#heads[list] = next;
    else this.#next[previous] = next;
    if (next === NONE) this.#tails[list] = previous;
    else this.#previous[next] = previous;
    this.#list[slot] = NONE;
    this.size -= 1;
  }
}

function enlarged(column: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(capacity);
  larger.set(column);
  return larger;
}
