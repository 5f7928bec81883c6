import type { Micros } from '../model/observation.ts';
import type { Sighting } from '../model/sighting.ts';
import type { Notice } from '../model/snapshot.ts';
import type { Window } from './rule.ts';
import type { WindowHit } from './window.ts';
import { WindowState } from './window.ts';

/** Windows held over all rules, and samples held in all of them. */
export const WINDOWS_MAX = 16_384;
export const WINDOW_SAMPLES_MAX = 131_072;

/**
 * Every open window by key. Where room is short, the window that was touched longest ago goes. It is counted where an observation to come
 * could have found it still open: one that has run out would have been empty by then.
 */
export class WindowTable {
  readonly #windowsMax: number;
  readonly #samplesMax: number;
  /** In the order in which they were last touched. */
  readonly #states = new Map<string, WindowState>();
  /** Goes on where it stood: from the start it would walk over all that was removed since the map was last packed. */
  #oldest = this.#states.entries();
  #samples = 0;
  #evicted = 0;
  #folded = 0;
  #jumps = 0;

  constructor(windowsMax = WINDOWS_MAX, samplesMax = WINDOW_SAMPLES_MAX) {
    this.#windowsMax = windowsMax;
    this.#samplesMax = samplesMax;
  }

  /** Offers an observation to the window of a key, which is opened where there is none. Keys must not start with a digit. */
  take(key: string, window: Window, sighting: Sighting): WindowHit | null {
    const known = this.#states.get(key);
    if (known !== undefined) this.#states.delete(key);
    const state = known ?? new WindowState(window);
    this.#states.set(key, state);
    const { size, folded, jumps } = state;
    const hit = state.take(sighting);
    this.#samples += state.size - size;
    this.#folded += state.folded - folded;
    this.#jumps += state.jumps - jumps;
    while (this.#states.size > 1 && (this.#states.size > this.#windowsMax || this.#samples > this.#samplesMax))
      this.#evict(sighting.observation.at);
    return hit;
  }

  /** What did not fit. */
  limits(): readonly Notice[] {
    const notices: Notice[] = [];
    if (this.#evicted > 0) notices.push({ code: 'windows-evicted', count: this.#evicted, incomplete: true });
    if (this.#folded > 0) notices.push({ code: 'window-samples-folded', count: this.#folded, incomplete: false });
    if (this.#jumps > 0) notices.push({ code: 'window-clock-jumps', count: this.#jumps, incomplete: false });
    return notices;
  }

  /** What the iterator has passed is gone: evicted, or touched and so put behind it. */
  #takeOldest(): readonly [string, WindowState] {
    const next = this.#oldest.next();
    if (next.done !== true) return next.value;
    this.#oldest = this.#states.entries();
    return this.#oldest.next().value!;
  }

  #evict(now: Micros): void {
    const [key, state] = this.#takeOldest();
    this.#states.delete(key);
    this.#samples -= state.size;
    if (state.isOpen(now)) this.#evicted++;
  }
}
