/** A row that is there: where it stands, and the object that was written. */
interface Written<T> {
  readonly position: number;
  readonly row: T;
}

/** The rows of one table that are there, by id. Those that come later stand behind, whatever their order in the snapshot. */
export class WrittenRows<T extends { readonly id: string }> {
  readonly #rows = new Map<string, Written<T>>();
  #next = 0;

  /** A place behind all others. */
  append(row: T): number {
    const position = this.#next++;
    this.#rows.set(row.id, { position, row });
    return position;
  }

  /** Where a row goes: in the place of the one of its id, else behind all others. */
  put(row: T): number {
    const position = this.#rows.get(row.id)?.position ?? this.#next++;
    this.#rows.set(row.id, { position, row });
    return position;
  }

  /** True where the very object was the last that was written. */
  has(row: T): boolean {
    return this.#rows.get(row.id)?.row === row;
  }

  /** True where the last that was written says the same. */
  hasEqual(row: T): boolean {
    const known = this.#rows.get(row.id)?.row;
    return known === row || (known !== undefined && JSON.stringify(known) === JSON.stringify(row));
  }

  /** Forgets rows that are not among these; gives where they stood. */
  withdraw(rows: readonly T[]): number[] {
    if (this.#rows.size <= rows.length) return [];
    const there = new Set(rows.map(({ id }) => id));
    const gone = [...this.#rows].filter(([id]) => !there.has(id));
    for (const [id] of gone) this.#rows.delete(id);
    return gone.map(([, { position }]) => position);
  }
}
