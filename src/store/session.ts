/** Counts from 1 within a store and is never given twice, not even after a session was removed. */
export type SessionId = number;

/**
 * `running`: some process is at it. `complete`: finished, and nothing was left out. `incomplete`: finished, but a bound was hit, the
 * capture was damaged, or not all could be stored. `interrupted`: stopped by the user, or its process is gone.
 */
export const SESSION_STATES = ['running', 'complete', 'interrupted', 'incomplete'] as const;
export type SessionState = (typeof SESSION_STATES)[number];
export type FinalState = Exclude<SessionState, 'running'>;

/** What is known of a session when it begins. */
export interface SessionMeta {
  /** Given by the store where absent. */
  readonly id?: SessionId;
  /** For people, such as the names of the captures. */
  readonly name?: string;
  /** Milliseconds since the epoch, by the machine's clock. */
  readonly startedMs: number;
  readonly toolVersion: string;
  readonly rulesSha256: string;
  readonly rulesCount?: number;
  /** The options of the run; kept as JSON. */
  readonly settings: unknown;
  /** Of `processMarker`: tells later whether the process still runs. */
  readonly process: string;
}

/** One session as lists show it. */
export interface SessionSummary {
  readonly id: SessionId;
  readonly name: string;
  readonly state: SessionState;
  readonly startedMs: number;
  /** Null while it runs, and where it never came to its end. */
  readonly endedMs: number | null;
  readonly tool: { readonly name: string; readonly version: string };
  readonly rules: { readonly sha256: string; readonly count: number };
  readonly settings: unknown;
  /** The names of the captures; empty before the first snapshot was kept. */
  readonly captures: readonly string[];
  readonly devices: number;
  readonly destinations: number;
  readonly findings: number;
  /** Rows kept, and rows left out because the session was at its bound. */
  readonly observations: number;
  readonly flows: number;
  readonly dropped: number;
}
