/**
 * Tells when somebody who was asked has said nothing for a while. What has arrived and only waits to be read is read first: a screen that
 * was itself suspended does not take the engine for dead.
 */
export class SilenceWatch {
  readonly #lengthMs: number;
  readonly #onSilent: () => void;
  #timer: NodeJS.Timeout | null = null;
  #check: NodeJS.Immediate | null = null;

  constructor(lengthMs: number, onSilent: () => void) {
    this.#lengthMs = lengthMs;
    this.#onSilent = onSilent;
  }

  /** Something was asked: from now on an answer is waited for, if none was before. */
  asked(): void {
    this.#timer ??= setTimeout(() => this.#due(), this.#lengthMs);
  }

  /** Something was heard; `more`: there is still something to be answered. */
  heard(more: boolean): void {
    this.rest();
    if (more) this.asked();
  }

  /** Nothing is waited for any more. */
  rest(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#check !== null) clearImmediate(this.#check);
    this.#timer = null;
    this.#check = null;
  }

  /** Immediates come after what arrives. */
  #due(): void {
    this.#check = setImmediate(() => {
      this.#check = null;
      this.#onSilent();
    });
  }
}
