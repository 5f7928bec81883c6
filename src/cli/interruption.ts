import { EXIT } from './edges.ts';

/** Watches for SIGINT and SIGTERM: the first asks to stop and keep what was seen, a second one ends at once. */
export class Interruption {
  readonly #controller = new AbortController();
  /** The exit status of the signal that came; null while none has. */
  exitCode: number | null = null;

  constructor() {
    process.on('SIGINT', () => this.#came(EXIT.interrupted));
    process.on('SIGTERM', () => this.#came(EXIT.terminated));
    process.on('SIGHUP', () => this.#came(EXIT.terminated));
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Stops the work without a signal: the user quit the screen, the reader of our output has gone. */
  stop(): void {
    this.#controller.abort();
  }

  #came(exitCode: number): void {
    if (this.exitCode !== null) process.exit(exitCode);
    this.exitCode = exitCode;
    this.#controller.abort();
  }
}
