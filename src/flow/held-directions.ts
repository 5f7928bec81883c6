import { HeldSegments } from './held-segments.ts';
import { SegmentPool } from './segment-pool.ts';

/** Directions whose list is kept for a while after nothing is waited for: where frames were swapped once, more will be. */
const IDLE_MAX = 64;
const NOT_IDLE = -1;

/** One direction's list, and its place among those that nothing waits in. */
interface Direction {
  readonly held: HeldSegments;
  idleAt: number;
}

/** The early segments of every direction in which something is waited for, by a number that stands for the direction. */
export class HeldDirections {
  /** Directions in which something is waited for. */
  size = 0;
  readonly #directions = new Map<number, Direction>();
  readonly #pool = new SegmentPool();
  /** The keys of those that became idle last; each is forgotten when its place is taken. */
  readonly #idle: number[] = Array.from({ length: IDLE_MAX }, () => NOT_IDLE);
  #next = 0;

  /** What is held of a direction; undefined where nothing is waited for. */
  get(key: number): HeldSegments | undefined {
    const direction = this.#directions.get(key);
    return direction !== undefined && direction.idleAt === NOT_IDLE ? direction.held : undefined;
  }

  /** Begins to hold segments of a direction of which nothing is held. */
  open(key: number): HeldSegments {
    let direction = this.#directions.get(key);
    if (direction === undefined) {
      direction = { held: new HeldSegments(this.#pool), idleAt: NOT_IDLE };
      this.#directions.set(key, direction);
    }
    direction.idleAt = NOT_IDLE;
    this.size += 1;
    return direction.held;
  }

  /** Nothing is waited for any more in a direction. */
  close(key: number): void {
    const direction = this.#directions.get(key)!;
    direction.held.reset();
    this.size -= 1;
    this.#forget(this.#next);
    direction.idleAt = this.#next;
    this.#idle[this.#next] = key;
    this.#next = (this.#next + 1) % IDLE_MAX;
  }

  /** Of a direction that has become idle more than once the last place counts. */
  #forget(place: number): void {
    const key = this.#idle[place]!;
    if (key !== NOT_IDLE && this.#directions.get(key)?.idleAt === place) this.#directions.delete(key);
  }
}
