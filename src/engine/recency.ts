const NONE = -1;
const CAPACITY_FIRST = 64;

/** Slots in the order in which they were last touched: a list over typed arrays, which costs no object. */
export class Recency {
  #older = new Int32Array(CAPACITY_FIRST);
  #newer = new Int32Array(CAPACITY_FIRST);
  #free: number[] = [];
  #used = 0;
  #newest = NONE;
  /** The slot that was touched longest ago; -1 where there is none. */
  oldest = NONE;
  /** Slots in use. */
  size = 0;

  /** Takes a slot into use, as the newest. */
  add(): number {
    const slot = this.#free.pop() ?? this.#used++;
    if (slot >= this.#older.length) this.#grow();
    this.size += 1;
    this.#append(slot);
    return slot;
  }

  /** Makes a slot the newest. */
  touch(slot: number): void {
    if (slot === this.#newest) return;
    this.#unlink(slot);
    this.#append(slot);
  }

  /** Gives a slot up: it may be used again. */
  remove(slot: number): void {
    this.#unlink(slot);
    this.size -= 1;
    this.#free.push(slot);
  }

  #append(slot: number): void {
    this.#older[slot] = this.#newest;
    this.#newer[slot] = NONE;
    if (this.#newest === NONE) this.oldest = slot;
    else this.#newer[this.#newest] = slot;
    this.#newest = slot;
  }

  #unlink(slot: number): void {
    const older = this.#older[slot]!;
    const newer = this.#newer[slot]!;
    if (older === NONE) this.oldest = newer;
    else this.#newer[older] = newer;
    if (newer === NONE) this.#newest = older;
    else this.#older[newer] = older;
  }

  #grow(): void {
    this.#older = enlarged(this.#older);
    this.#newer = enlarged(this.#newer);
  }
}

function enlarged(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
