import type { Micros } from '../model/observation.ts';
import type { Sighting } from '../model/sighting.ts';
import type { Notice } from '../model/snapshot.ts';
import { Recency } from './recency.ts';
import type { Window } from './rule.ts';
import type { WindowHit } from './window.ts';
import { keepsNothingOfFirst, staysOpen, WindowState } from './window.ts';

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
  readonly #slots = new Map<string, number>();
  readonly #recency = new Recency();
  readonly #keys: string[] = [];
  readonly #windows: Window[] = [];
  /** Null where there was one observation of which only the moment matters: of most windows no other ever comes. */
  readonly #states: (WindowState | null)[] = [];
  readonly #moments: number[] = [];
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
    const known = this.#slots.get(key);
    const hit = known === undefined ? this.#open(key, window, sighting) : this.#offer(this.#touched(known), sighting);
    while (this.#recency.size > 1 && (this.#recency.size > this.#windowsMax || this.#samples > this.#samplesMax))
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

  #open(key: string, window: Window, sighting: Sighting): WindowHit | null {
    const slot = this.#recency.add();
    this.#slots.set(key, slot);
    this.#keys[slot] = key;
    this.#windows[slot] = window;
    this.#moments[slot] = sighting.observation.at;
    this.#states[slot] = null;
    if (keepsNothingOfFirst(window)) {
      this.#samples++;
      return null;
    }
    const state = new WindowState(window);
    this.#states[slot] = state;
    return this.#offer(state, sighting);
  }

  /** The state of a window in which there is more than one observation now. */
  #touched(slot: number): WindowState {
    this.#recency.touch(slot);
    const state = this.#states[slot]!;
    if (state !== null) return state;
    const begun = new WindowState(this.#windows[slot]!);
    begun.resume(this.#moments[slot]!);
    return (this.#states[slot] = begun);
  }

  #offer(state: WindowState, sighting: Sighting): WindowHit | null {
    const { size, folded, jumps } = state;
    const hit = state.take(sighting);
    this.#samples += state.size - size;
    this.#folded += state.folded - folded;
    this.#jumps += state.jumps - jumps;
    return hit;
  }

  #evict(now: Micros): void {
    const slot = this.#recency.oldest;
    const state = this.#states[slot]!;
    this.#recency.remove(slot);
    this.#slots.delete(this.#keys[slot]!);
    this.#samples -= state === null ? 1 : state.size;
    if (state === null ? staysOpen(this.#windows[slot]!, this.#moments[slot]!, now) : state.isOpen(now)) this.#evicted++;
    this.#states[slot] = null;
  }
}
