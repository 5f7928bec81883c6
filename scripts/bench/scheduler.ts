/** A conversation in progress: each step writes its frames and yields the microseconds until the next one. */
export type Steps = Generator<number, void, void>;

/** Runs conversations in the order of their times: a binary heap over (time, number of arrival). */
export class Scheduler {
  readonly #heap: { at: number; order: number; steps: Steps }[] = [];
  #arrivals = 0;

  get running(): number {
    return this.#heap.length;
  }

  /** Begins a conversation at the given time, microseconds. */
  start(at: number, steps: Steps): void {
    this.#heap.push({ at, order: (this.#arrivals += 1), steps });
    this.#up(this.#heap.length - 1);
  }

  /** Runs until nothing is left; `clock` is told the time before each step. */
  run(clock: (at: number) => void): void {
    while (this.#heap.length > 0) {
      const first = this.#heap[0]!;
      clock(first.at);
      const { done, value } = first.steps.next();
      if (done === true) {
        const last = this.#heap.pop()!;
        if (this.#heap.length === 0) return;
        if (last !== first) this.#heap[0] = last;
      } else first.at += Math.max(1, Math.round(value));
      this.#down(0);
    }
  }

  #before(a: number, b: number): boolean {
    const [x, y] = [this.#heap[a]!, this.#heap[b]!];
    return x.at < y.at || (x.at === y.at && x.order < y.order);
  }

  #swap(a: number, b: number): void {
    const kept = this.#heap[a]!;
    this.#heap[a] = this.#heap[b]!;
    this.#heap[b] = kept;
  }

  #up(from: number): void {
    for (let i = from; i > 0;) {
      const parent = (i - 1) >> 1;
      if (!this.#before(i, parent)) return;
      this.#swap(i, parent);
      i = parent;
    }
  }

  #down(from: number): void {
    for (let i = from; ;) {
      let least = i;
      for (let child = 2 * i + 1; child <= 2 * i + 2 && child < this.#heap.length; child += 1)
        if (this.#before(child, least)) least = child;
      if (least === i) return;
      this.#swap(i, least);
      i = least;
    }
  }
}
