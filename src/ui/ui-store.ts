import { reduce, type UiEvent } from './reduce.ts';
import type { UiState } from './state.ts';

/** The one state of the screens, outside of React, and who wants to know when it changes. */
export class UiStore {
  #state: UiState;
  readonly #listeners = new Set<() => void>();

  constructor(state: UiState) {
    this.#state = state;
  }

  readonly current = (): UiState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  dispatch(event: UiEvent): void {
    const next = reduce(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}
