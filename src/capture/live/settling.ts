/** What a busy machine may add to the time for which frames are held back. */
const SLACK_MS = 250;
/** A frame stamped so long after the stop is behind all that came before it, whichever processor took it in; microseconds. */
const DISORDER_MICROS = 10_000;
/** However busy the interface is, this long after the stop everything from before has had its turn. */
const PATIENCE_MS = 10_000;

/**
 * Tells when a capture that is to end has handed over what came before. The kernel collects frames and hands over a block when it is
 * full or has waited long enough, and what it holds when its reader goes is lost. So the reading goes on until, on each interface, a
 * frame came that is younger than the stop, or none came for as long as frames can be held back. Times in which nothing could be read
 * count for nothing.
 */
export class Settling {
  readonly #handoverMs: number;
  readonly #stoppedMs: number;
  readonly #youngerThan: number | null;
  /** By interface: when its last frame came; null once it has settled. */
  readonly #quietSince: (number | null)[];
  /** By interface: when its newest frame since the stop was captured; null where none came. */
  readonly #newest: (number | null)[];
  #heldMs = 0;
  #heldSince: number | null = null;

  /**
   * `nowMs`: of a clock that only rises. `now`: the moment by the clock that stamps frames, microseconds since the epoch; null where
   * stamps do not tell when a frame came. `handoverMs`: how long a frame may be held back.
   */
  constructor(interfaces: number, handoverMs: number, nowMs: number, now: number | null) {
    this.#handoverMs = handoverMs + SLACK_MS;
    this.#stoppedMs = nowMs;
    this.#youngerThan = now === null ? null : now + DISORDER_MICROS;
    this.#quietSince = Array.from({ length: interfaces }, () => nowMs);
    this.#newest = Array.from({ length: interfaces }, () => null);
  }

  /** A frame has come. */
  frame(interfaceIndex: number, timestamp: number, nowMs: number): void {
    const since = this.#quietSince[interfaceIndex];
    // Without the kernel's stamps nobody can tell late frames from early ones: only the time that has passed counts.
    if (since === undefined || since === null || this.#youngerThan === null) return;
    this.#newest[interfaceIndex] = timestamp;
    this.#quietSince[interfaceIndex] = timestamp > this.#youngerThan ? null : this.#clock(nowMs);
  }

  /** Nothing can be read from now on, or again. */
  hold(held: boolean, nowMs: number): void {
    if (held) this.#heldSince ??= nowMs;
    else if (this.#heldSince !== null) {
      this.#heldMs += nowMs - Math.max(this.#heldSince, this.#stoppedMs);
      this.#heldSince = null;
    }
  }

  isSettled(nowMs: number): boolean {
    const now = this.#clock(nowMs);
    if (now - this.#stoppedMs >= PATIENCE_MS) return true;
    return this.#quietSince.every((since) => this.#isQuiet(since, now));
  }

  /**
   * How much of the time before the stop was not read when patience came to its end, in milliseconds: on the interface that was furthest
   * behind, from its newest frame to the stop. 0 where all was read.
   */
  unreadMs(nowMs: number): number {
    const now = this.#clock(nowMs);
    const until = (this.#youngerThan ?? 0) - DISORDER_MICROS;
    const unread = this.#quietSince.map((since, index) => (this.#isQuiet(since, now) ? 0 : until - (this.#newest[index] ?? until)));
    return Math.ceil(Math.max(0, ...unread) / 1_000);
  }

  #isQuiet(since: number | null, now: number): boolean {
    return since === null || now - since >= this.#handoverMs;
  }

  /** The time, stopped while nothing can be read. */
  #clock(nowMs: number): number {
    const held = this.#heldSince === null ? 0 : nowMs - Math.max(this.#heldSince, this.#stoppedMs);
    return nowMs - this.#heldMs - held;
  }
}
