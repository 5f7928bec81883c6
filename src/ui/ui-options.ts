import type { ReadStream, WriteStream } from 'node:tty';
import type { Language } from '../model/text.ts';
import type { Desk } from './errand.ts';
import type { SnapshotFeed } from './feed.ts';
import type { KeyMap } from './key-map.ts';
import type { Palette } from './paint.ts';

/** What may happen to the process that the screens must answer: the terminal has to be given back first. */
export type HostEvent = 'SIGTSTP' | 'SIGCONT' | 'exit';

/** The process, as far as the screens need it. */
export interface UiHost {
  on(event: HostEvent, listener: () => void): unknown;
  off(event: HostEvent, listener: () => void): unknown;
  /** Stops the whole process group until its shell goes on with it (SIGSTOP). */
  stop(): void;
}

export interface UiOptions {
  readonly snapshots: SnapshotFeed;
  readonly language: Language;
  readonly color: boolean;
  /** Which colours, where there are any. */
  readonly palette?: Palette;
  readonly ascii: boolean;
  /** Lines one after the other instead of screens: for screen readers. */
  readonly plain?: boolean;
  /** Writes files for the screens; without it they write none. */
  readonly desk?: Desk;
  /** What is copied goes to the terminal's clipboard, and not into a file. */
  readonly clipboard?: boolean;
  /** Clicks and the wheel from the start; the terminal's own selection then needs Shift. */
  readonly mouse?: boolean;
  /** Which key does what; without it, the keys are as they are documented. */
  readonly keys?: KeyMap;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  /** Ends the screens from outside. */
  readonly signal: AbortSignal;
  /** Without it, Ctrl-Z does nothing, and a fault elsewhere in the program leaves the terminal as it is. */
  readonly host?: UiHost;
}
