import type { SessionStatus } from '../../src/model/session-feed.ts';

/** A session that captures; only what a test is about needs to be said. */
export function aStatus(more: Partial<SessionStatus> = {}): SessionStatus {
  return {
    session: 1,
    name: 'br0',
    state: 'capturing',
    source: 'dumpcap',
    startedMs: 1_700_000_000_000,
    octetsRead: 0,
    octetsTotal: null,
    frames: 0,
    framesPerSecond: 0,
    octetsPerSecond: 0,
    now: 1_700_000_000_000_000,
    done: false,
    backlogFrames: 0,
    backlogOctets: 0,
    behindMicros: 0,
    kernelDrops: null,
    interfaceDrops: null,
    recording: null,
    storeProblem: null,
    failure: null,
    phase: null,
    notices: [],
    activity: [],
    exitCode: null,
    ...more,
  };
}
