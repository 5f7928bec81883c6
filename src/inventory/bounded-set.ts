/** A set of texts that takes no more than so many, in the order in which they came, and counts what it refused. */
export class BoundedSet implements Iterable<string> {
  readonly #max: number;
  readonly #values: string[] = [];
  /** Known only past a few values: most sets hold one or two. */
  #index: Set<string> | null = null;
  dropped = 0;

  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#values.length;
  }

  has(value: string): boolean {
    return this.#index === null ? this.#values.includes(value) : this.#index.has(keyOf(value));
  }

  /** True where the value is new and was kept. */
  add(value: string): boolean {
    if (this.has(value)) return false;
    if (this.#values.length >= this.#max) {
      this.dropped += 1;
      return false;
    }
    this.#values.push(value);
    if (this.#index !== null) this.#index.add(keyOf(value));
    else if (this.#values.length > 8) this.#index = new Set(this.#values.map(keyOf));
    return true;
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#values[Symbol.iterator]();
  }
}

/** A text as a key: one that may read as a number gets a sign in front, for V8 does not seed the hash of such keys. */
function keyOf(text: string): string {
  const first = text.charCodeAt(0);
  return first >= 0x30 /* 0 */ && first <= 0x3a /* : */ && !text.includes('.') ? `:${text}` : text;
}
