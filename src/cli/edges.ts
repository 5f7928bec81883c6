import type { ReadStream, WriteStream } from 'node:tty';
import type { Rights } from './live/rights.ts';

/** Everything of the outside world that a command may touch, in one record. */
export interface Edges {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly stderr: WriteStream;
  /** Milliseconds since the epoch, by the machine's clock: only for progress and for when a session was run. */
  readonly now: () => number;
  /** What this process may do where it was started as root. */
  readonly rights?: Rights;
}

/** Exit statuses of CONTRACT, section 1. */
export const EXIT = {
  done: 0,
  found: 1,
  usage: 2,
  input: 3,
  capture: 4,
  incomplete: 5,
  integrity: 6,
  fault: 70,
  interrupted: 130,
  terminated: 143,
} as const;
