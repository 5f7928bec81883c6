import type { Source } from '../capture/source.ts';
import type { Micros } from '../model/observation.ts';
import type { RecordingStatus, SessionFailure } from '../model/session-feed.ts';
import type { Notice, RecordedFile } from '../model/snapshot.ts';

/** What a source can say of itself while it runs. */
export interface InputFigures {
  /** It has been asked to begin and has not begun yet. */
  readonly starting: boolean;
  /** Frames and octets that have arrived and wait to be analysed. */
  readonly waitingFrames: number;
  readonly waitingOctets: number;
  /** When the newest frame that has arrived was captured; null before there was any. */
  readonly newest: Micros | null;
  /** Null where it cannot be known (yet). */
  readonly kernelDrops: number | null;
  readonly interfaceDrops: number | null;
  readonly recording: RecordingStatus | null;
  /** What a person should know of what this source cannot tell. */
  readonly notices: readonly Notice[];
}

/** A source of a session that is watched. What it does not tell is taken for unknown. */
export interface LiveInput extends Source {
  figures?(): InputFigures;
  /** Why it could not begin, or ended by itself; null while all is well. */
  failure?(): SessionFailure | null;
  /** The files of the recording so far. */
  recorded?(): readonly RecordedFile[];
}
