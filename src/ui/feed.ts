import type { Answer, SessionCommand, SessionStatus } from '../model/session-feed.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** What an interface lacks on which nothing has come in yet. */
export type LinkState = 'no-link' | 'no-address';

/** How the reading of the captures goes: of a running session everything, of a replayed file what there is. */
export type UiStatus = Pick<SessionStatus, 'octetsRead' | 'octetsTotal' | 'frames' | 'framesPerSecond' | 'done'> &
  Partial<SessionStatus> & {
    /** Why reading stands still, where it does; escaped before it is shown. */
    readonly paused?: string;
    /** What the interface lacks, where nothing has come in yet. */
    readonly link?: LinkState;
  };

/** Where the screens get what they show: a session's feed, or a simpler one of which nothing can be asked. */
export interface SnapshotFeed {
  current(): Snapshot;
  status(): UiStatus;
  /** Calls the listener when there is something new; returns what ends that. */
  subscribe(listener: () => void): () => void;
  send?(command: SessionCommand): Promise<Answer>;
}

/** True while a session runs in its engine: it goes on without these screens, so one asks before it ends. */
export function isLive({ done, state }: UiStatus): boolean {
  return !done && (state === 'starting' || state === 'capturing' || state === 'stopping');
}
