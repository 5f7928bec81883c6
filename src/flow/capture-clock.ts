/** A packet this far behind the newest one, seconds, is not mere disorder between interfaces: the clock may have been set back. */
const BEHIND_SECONDS = 60;
/** So many packets in a row, over so many of their own seconds, must be behind before the clock follows them back. */
const BEHIND_PACKETS = 64;
/** A single packet this far ahead, seconds, is taken for a damaged timestamp until the next one confirms it. */
const AHEAD_SECONDS = 86_400;
/** Longer steps than this end every flow anyway. */
const STEP_MAX = 2_048;
/** Far past the year 9999; keeps whole seconds exact whatever a file claims. */
const SECOND_MAX = 2 ** 40;

/**
 * Turns timestamps of the capture into a tick that only ever moves forward, one a second. Ticks are signed 32-bit serial numbers:
 * compare them as `(a - b) | 0`. Timestamps out of order leave the tick alone; a clock set back moves on from where the tick stood.
 */
export class CaptureClock {
  tick = 0;
  /** The current second as [start, end) in microseconds: doubles in an array are not boxed when they change. */
  readonly #window = new Float64Array([0, 0]);
  #second = Number.NaN;
  #behind = 0;
  #behindSince = 0;
  #ahead = 0;

  /** True where the timestamp lies in the current second, so that nothing is to be done. */
  isCurrent(timestamp: number): boolean {
    if (timestamp >= this.#window[0]! && timestamp < this.#window[1]!) {
      this.#behind = 0;
      this.#ahead = 0;
      return true;
    }
    return false;
  }

  /** Takes a timestamp and moves the tick. Returns by how many ticks, 0 to 2,048. */
  move(timestamp: number): number {
    const second = wholeSecond(timestamp);
    if (Number.isNaN(this.#second)) {
      this.#set(second);
      return 0;
    }
    const step = second - this.#second;
    if (step < 0) this.#fallBehind(second, step);
    if (step <= 0) return 0;
    this.#behind = 0;
    if (step > AHEAD_SECONDS && this.#ahead === 0) {
      this.#ahead = 1;
      return 0;
    }
    this.#ahead = 0;
    this.#set(second);
    const ticks = Math.min(step, STEP_MAX);
    this.tick = (this.tick + ticks) | 0;
    return ticks;
  }

  #fallBehind(second: number, step: number): void {
    this.#ahead = 0;
    if (-step <= BEHIND_SECONDS) {
      this.#behind = 0;
      return;
    }
    if (this.#behind === 0 || second < this.#behindSince) this.#behindSince = second;
    this.#behind += 1;
    if (this.#behind < BEHIND_PACKETS || second - this.#behindSince < BEHIND_SECONDS) return;
    this.#behind = 0;
    this.#set(second);
  }

  #set(second: number): void {
    this.#second = second;
    this.#window[0] = second * 1e6;
    this.#window[1] = (second + 1) * 1e6;
  }
}

function wholeSecond(timestamp: number): number {
  const second = Math.floor(timestamp / 1e6);
  if (!(second < SECOND_MAX)) return SECOND_MAX;
  return second > -SECOND_MAX ? second : -SECOND_MAX;
}
