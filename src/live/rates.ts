/** Ticks over which a rate is taken: long enough to be calm, short enough to follow. */
const TICKS = 8;

/** Frames and octets a second over the last ticks. */
export class Rates {
  readonly #ms: number[] = [];
  readonly #frames: number[] = [];
  readonly #octets: number[] = [];

  /** Takes the totals at a moment, milliseconds of a clock that only rises. */
  take(ms: number, frames: number, octets: number): void {
    for (const [list, value] of [
      [this.#ms, ms],
      [this.#frames, frames],
      [this.#octets, octets],
    ] as const) {
      list.push(value);
      if (list.length > TICKS) list.shift();
    }
  }

  get framesPerSecond(): number {
    return this.#rate(this.#frames);
  }

  get octetsPerSecond(): number {
    return this.#rate(this.#octets);
  }

  #rate(totals: readonly number[]): number {
    const ms = (this.#ms.at(-1) ?? 0) - (this.#ms[0] ?? 0);
    return ms <= 0 ? 0 : Math.round((((totals.at(-1) ?? 0) - (totals[0] ?? 0)) * 1_000) / ms);
  }
}
