import { EXIT } from '../edges.ts';

/**
 * Signals to a process that runs a session. The first Ctrl-C ends the capture and lets the analysis finish; SIGTERM and SIGHUP too, but
 * the session counts as interrupted; any second one ends at once, and what was committed is kept.
 */
export class StopSignals {
  /** 143 where the session was told to end from outside; null where it was not, or by Ctrl-C. */
  exitCode: number | null = null;
  readonly #leave: () => void;
  #came = false;

  /** `hangup` false: the loss of a terminal means nothing here. `leave`: called before the process ends at once. */
  constructor(stop: (interrupted: boolean) => void, hangup: boolean, leave: () => void = () => undefined) {
    this.#leave = leave;
    process.on('SIGINT', () => this.#signal(EXIT.interrupted, () => stop(false)));
    const terminated = (): void =>
      this.#signal(EXIT.terminated, () => {
        this.exitCode = EXIT.terminated;
        stop(true);
      });
    process.on('SIGTERM', terminated);
    process.on('SIGHUP', hangup ? terminated : () => undefined);
  }

  #signal(exitCode: number, first: () => void): void {
    if (this.#came) {
      this.#leave();
      process.exit(exitCode);
    }
    this.#came = true;
    first();
  }
}
