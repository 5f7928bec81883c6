import type { Snapshot } from '../model/snapshot.ts';

/** How the reading of the captures goes. */
export interface UiStatus {
  /** Octets of the captures read so far, and in all; null where the end is not known. */
  readonly octetsRead: number;
  readonly octetsTotal: number | null;
  readonly frames: number;
  readonly framesPerSecond: number;
  readonly done: boolean;
  /** Why reading stands still, where it does; escaped before it is shown. */
  readonly paused?: string;
}

/** Where the screens get what they show. */
export interface SnapshotFeed {
  current(): Snapshot;
  status(): UiStatus;
  /** Calls the listener when there is something new; returns what ends that. */
  subscribe(listener: () => void): () => void;
}
