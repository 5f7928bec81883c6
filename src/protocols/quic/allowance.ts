const SECOND = 1_000_000;

/**
 * How often something costly may be done in a second of capture time, over all flows: a flood of packets that each ask for it costs no
 * more than that. What was refused is counted.
 */
export class Allowance {
  /** How often it was refused. */
  refused = 0;
  readonly #perSecond: number;
  #since = -1;
  #used = 0;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** True where it may be done at `at`, in microseconds of capture time; always where the time is not known. */
  take(at: number | undefined): boolean {
    if (at === undefined) return true;
    // A clock that jumps begins anew: another capture may lie anywhere.
    if (this.#since < 0 || at < this.#since || at >= this.#since + SECOND) {
      this.#since = at;
      this.#used = 0;
    }
    this.#used += 1;
    if (this.#used <= this.#perSecond) return true;
    this.refused += 1;
    return false;
  }

  /** Begins anew, for another run. */
  restart(): void {
    this.refused = 0;
    this.#since = -1;
  }
}

/** Attempts to decrypt an Initial packet, over all flows of the run: each costs two dozen microseconds. */
export const initialAllowance = new Allowance(2_000);
