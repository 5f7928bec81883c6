import type { DeviceId } from './device.ts';
import type { Micros } from './observation.ts';
import type { Notice, Snapshot } from './snapshot.ts';

/**
 * What becomes of a session. `starting`: nothing has been read yet. `capturing`: frames come in. `stopping`: the capture has ended and
 * what was left is being analysed. `done`: all is analysed and kept. `failed`: the capture could not be started or died; what was seen is
 * kept. `lost`: the engine cannot be reached any more; the last picture stands.
 */
export type SessionProgress = 'starting' | 'capturing' | 'stopping' | 'done' | 'failed' | 'lost';

/** How far the recording of a session has come. */
export interface RecordingStatus {
  readonly folder: string;
  readonly files: number;
  readonly frames: number;
  readonly octets: number;
  /** Frames that could not be written. */
  readonly missing: number;
  /** A message code: why nothing is written any more; null while all is well. */
  readonly problem: string | null;
  /** Octets left on the disk; null where it cannot be told. */
  readonly freeOctets: number | null;
}

/** Octets of one device, second by second, the newest last: for a sparkline. */
export interface DeviceActivity {
  readonly device: DeviceId;
  readonly octets: readonly number[];
}

/** Why a capture could not be started or did not go on. */
export interface SessionFailure {
  /** A message code of the catalogue. */
  readonly code: string;
  /** The interface, file or folder concerned; null where it is the whole capture. */
  readonly interface: string | null;
  /** Foreign text: escape it before it is shown. */
  readonly detail: string;
  /** Command lines that mend it, one after the other. */
  readonly mend: readonly (readonly string[])[];
}

/** How a session goes, apart from what it found. */
export interface SessionStatus {
  /** The number in the store; null where nothing is stored. */
  readonly session: number | null;
  /** For people: the interfaces, or the name of the capture. */
  readonly name: string;
  readonly state: SessionProgress;
  /** `dumpcap`, `tcpdump`, `libpcap`, `stream`, `file`; what a stored session was read from. */
  readonly source: string;
  readonly startedMs: number;
  /** Octets of the captures read so far, and in all; null where the end is not known. */
  readonly octetsRead: number;
  readonly octetsTotal: number | null;
  readonly frames: number;
  readonly framesPerSecond: number;
  readonly octetsPerSecond: number;
  /** The capture's clock now, also while the wire is silent. */
  readonly now: Micros;
  /** Nothing more will come. */
  readonly done: boolean;
  /** Frames and octets that were captured and are not analysed yet, and the time of the capture that they stretch over. */
  readonly backlogFrames: number;
  readonly backlogOctets: number;
  readonly behindMicros: number;
  /** Frames that the kernel and the interface dropped; null where it cannot be known. */
  readonly kernelDrops: number | null;
  readonly interfaceDrops: number | null;
  /** Null where nothing is recorded. */
  readonly recording: RecordingStatus | null;
  /** A message code: why the session is not kept (any more); null while all is well. */
  readonly storeProblem: string | null;
  /** Why the capture could not go on; null while all is well. */
  readonly failure: SessionFailure | null;
  /** The name of the phase that is open now; null where none is. */
  readonly phase: string | null;
  /** Things that a person should know while they watch. */
  readonly notices: readonly Notice[];
  readonly activity: readonly DeviceActivity[];
  /** The exit status of the session (CONTRACT, section 1), once it is over; null before. */
  readonly exitCode: number | null;
  /**
   * Where the engine does not answer, or has gone: when it was last heard, in milliseconds since the epoch by the clock of who looks on.
   * Everything else is as of then. Absent while it answers.
   */
  readonly heardMs?: number;
}

/** What a person may ask of a running session. Times are the engine's: what is asked counts from when it arrives. */
export type SessionCommand =
  | { readonly type: 'phase-start'; readonly name: string }
  | { readonly type: 'phase-end' }
  | { readonly type: 'mark'; readonly text: string }
  /** Null takes the name away. */
  | { readonly type: 'name-device'; readonly device: string; readonly name: string | null }
  /** Leaves a device out of what is shown and reported, or takes it back in. It is still watched, and nothing of it is lost. */
  | { readonly type: 'exclude-device'; readonly device: string; readonly excluded: boolean }
  /** `verdict` null takes the review away; `untilMs` null: for good. */
  | {
      readonly type: 'review';
      readonly finding: string;
      readonly verdict: 'reviewed' | 'exception' | null;
      readonly reason: string | null;
      readonly untilMs: number | null;
    }
  /** Ends the capture and finishes the analysis. */
  | { readonly type: 'stop' };

/** Why a command was refused. */
export type Refusal =
  | 'over'
  | 'no-phase'
  | 'empty'
  | 'too-long'
  | 'too-many'
  | 'unknown-device'
  | 'unknown-finding'
  | 'unreachable'
  | 'invalid'
  | 'not-kept'
  /** It was asked, and the engine has not answered; should it go on, it will still be done. */
  | 'unanswered';

export interface Answer {
  /** Null where the command was carried out. */
  readonly refusal: Refusal | null;
  /** When it took effect, by the capture's clock; null where that means nothing. */
  readonly at: Micros | null;
}

/** Where the screens get what they show of a session, and what they may ask of it. */
export interface SessionFeed {
  /**
   * The newest picture: the same object until something has changed. Rows that have not changed are the same objects as in the
   * picture before, so that identity tells what must be drawn again.
   */
  current(): Snapshot;
  status(): SessionStatus;
  /** Calls the listener when there is something new; returns what ends that. */
  subscribe(listener: () => void): () => void;
  /** Never rejects: an engine that cannot be reached refuses. */
  send(command: SessionCommand): Promise<Answer>;
}
