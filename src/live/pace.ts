/** How often something that costs time may be done. All in milliseconds, by a clock that only rises. */
export interface PaceBounds {
  readonly leastMs: number;
  /** However much it costs, it is not put off for longer. */
  readonly mostMs: number;
  /** It may take one part in so many of the time. */
  readonly share: number;
}

/** Says when something is due that is to be done often, but may not take more than its share of the time. */
export class Pace {
  #doneMs: number;
  /** What it cost the last time. */
  costMs = 0;

  constructor(nowMs: number) {
    this.#doneMs = nowMs;
  }

  isDue(nowMs: number, { leastMs, mostMs, share }: PaceBounds): boolean {
    return nowMs - this.#doneMs >= Math.min(mostMs, Math.max(leastMs, this.costMs * share));
  }

  /** It was done, from one moment to the other. */
  done(fromMs: number, toMs: number): void {
    this.#doneMs = toMs;
    this.costMs = toMs - fromMs;
  }
}
