import type { Micros } from '../model/observation.ts';
import type { Refusal } from '../model/session-feed.ts';
import type { Mark, Phase } from '../model/snapshot.ts';
import { LIVE_BOUNDS } from './bounds.ts';

/**
 * The phases and marks of a running session. One phase is open at a time: starting another ends the one before at that moment.
 * Times are the capture's; a clock that was set back never makes a phase end before it began.
 */
export class PhaseBook {
  readonly #ended: Phase[] = [];
  readonly #marks: Mark[] = [];
  #open: { readonly name: string; readonly first: Micros } | null = null;

  /** The name of the phase that is open; null where none is. */
  get open(): string | null {
    return this.#open?.name ?? null;
  }

  get marks(): readonly Mark[] {
    return this.#marks;
  }

  /** Begins a phase. Null where it was done. */
  start(name: string, at: Micros): Refusal | null {
    const refusal = refusalOf(name, LIVE_BOUNDS.nameLengthMax);
    if (refusal !== null) return refusal;
    if (this.#ended.length + 1 >= LIVE_BOUNDS.phasesMax) return 'too-many';
    this.end(at);
    this.#open = { name: name.trim(), first: at };
    return null;
  }

  /** Ends the phase that is open. */
  end(at: Micros): Refusal | null {
    if (this.#open === null) return 'no-phase';
    this.#ended.push({ ...this.#open, last: Math.max(at, this.#open.first) });
    this.#open = null;
    return null;
  }

  mark(text: string, at: Micros): Refusal | null {
    const refusal = refusalOf(text, LIVE_BOUNDS.textLengthMax);
    if (refusal !== null) return refusal;
    if (this.#marks.length >= LIVE_BOUNDS.marksMax) return 'too-many';
    this.#marks.push({ at, text: text.trim() });
    return null;
  }

  /** All phases in the order in which they began; the one that is open lasts until now. */
  phases(now: Micros): readonly Phase[] {
    if (this.#open === null) return [...this.#ended];
    return [...this.#ended, { ...this.#open, last: Math.max(now, this.#open.first) }];
  }
}

/** Why a text from a person is not taken; null where it is. */
export function refusalOf(text: string, lengthMax: number): Refusal | null {
  const { length } = text.trim();
  return length === 0 ? 'empty' : length > lengthMax ? 'too-long' : null;
}
