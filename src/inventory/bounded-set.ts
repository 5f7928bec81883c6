/**
 * A set of texts that takes no more than so many, in the order in which they came, and counts what it refused.
 * `prefix` keeps texts from reading as numbers, whose hash V8 does not seed; addresses need none.
 */
export class BoundedSet implements Iterable<string> {
  readonly #max: number;
  readonly #prefix: string;
  readonly #values: string[] = [];
  /** Known only past a few values: most sets hold one or two. */
  #index: Set<string> | null = null;
  dropped = 0;

  constructor(max: number, prefix = 's') {
    this.#max = max;
    this.#prefix = prefix;
  }

  get size(): number {
    return this.#values.length;
  }

  has(value: string): boolean {
    return this.#index === null ? this.#values.includes(value) : this.#index.has(this.#prefix + value);
  }

  /** True where the value is new and was kept. */
  add(value: string): boolean {
    if (this.has(value)) return false;
    if (this.#values.length >= this.#max) {
      this.dropped += 1;
      return false;
    }
    this.#values.push(value);
    if (this.#index !== null) this.#index.add(this.#prefix + value);
    else if (this.#values.length > 8) this.#index = new Set(this.#values.map((known) => this.#prefix + known));
    return true;
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#values[Symbol.iterator]();
  }
}
