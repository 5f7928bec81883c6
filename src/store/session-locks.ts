import { realpathSync, rmSync } from 'node:fs';
import { dropLifeLock, holdLifeLock, isLifeLockHeld } from './life-lock.ts';
import { nameOfMarker, processMarker } from './process-marker.ts';

/** The locks beside a store by which those see that the process of a session lives who do not see the process, as in another container. */
export class SessionLocks {
  readonly #store: string;
  readonly #held: string[] = [];

  constructor(store: string) {
    this.#store = store;
  }

  /** Holds the lock of a marker until `drop`, where the marker is of this very process. */
  hold(marker: string): void {
    const lock = this.#lockOf(marker);
    if (lock !== null && marker === processMarker(process.pid) && holdLifeLock(lock)) this.#held.push(lock);
  }

  /** Whether somebody holds the lock of a marker; null where that cannot be told. */
  isHeld(marker: string): boolean | null {
    const lock = this.#lockOf(marker);
    return lock === null ? null : isLifeLockHeld(lock);
  }

  /** Takes away what a process has left that is dead. */
  forget(marker: string): void {
    const lock = this.#lockOf(marker);
    if (lock !== null) rmSync(lock, { force: true });
  }

  /** Gives back all that is held. */
  drop(): void {
    for (const lock of this.#held.splice(0)) dropLifeLock(lock);
  }

  /** Beside the file itself, by whatever name it was opened; null where the marker tells no process from others. */
  #lockOf(marker: string): string | null {
    const name = nameOfMarker(marker);
    return name === null ? null : `${realpathSync(this.#store)}-run-${name}`;
  }
}
