import { PictureNotes } from '../../live/picture-notes.ts';
import type { Answer, SessionCommand } from '../../model/session-feed.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { SnapshotFeed, UiStatus } from '../../ui/feed.ts';

/** A session that is over, as the screens see it: names and reviews can still be given, and are kept at once. */
export class StoredFeed implements SnapshotFeed {
  readonly #keep: (snapshot: Snapshot) => boolean;
  readonly #nowMs: () => number;
  readonly #listeners = new Set<() => void>();
  #notes: PictureNotes;
  #snapshot: Snapshot;

  /** `keep` puts a picture in the place of the stored one; false where that cannot be. */
  constructor(snapshot: Snapshot, keep: (snapshot: Snapshot) => boolean, nowMs: () => number) {
    this.#snapshot = snapshot;
    this.#notes = new PictureNotes(snapshot.notes);
    this.#keep = keep;
    this.#nowMs = nowMs;
  }

  current(): Snapshot {
    return this.#snapshot;
  }

  status(): UiStatus {
    const { captures, coverage } = this.#snapshot;
    const octets = captures.reduce((sum, capture) => sum + capture.octets, 0);
    return { octetsRead: octets, octetsTotal: octets, frames: coverage.framesRead, framesPerSecond: 0, done: true };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  send(command: SessionCommand): Promise<Answer> {
    const refusal = this.#notes.carryOut(command, this.#snapshot, this.#nowMs());
    if (refusal !== null) return Promise.resolve({ refusal, at: null });
    const noted = this.#notes.on(this.#snapshot);
    if (!this.#keep(noted)) {
      this.#notes = new PictureNotes(this.#snapshot.notes);
      return Promise.resolve({ refusal: 'not-kept', at: null });
    }
    this.#snapshot = noted;
    for (const listener of [...this.#listeners]) listener();
    return Promise.resolve({ refusal: null, at: null });
  }
}
