import type { Snapshot } from '../../src/model/snapshot.ts';
import type { SnapshotFeed, UiStatus } from '../../src/ui/feed.ts';
import { aSnapshot } from '../builders/snapshot.ts';
import { DONE } from './frames.ts';

/** A feed that shows what the test gives it. */
export class CannedFeed implements SnapshotFeed {
  #snapshot: Snapshot;
  readonly #listeners = new Set<() => void>();

  constructor(snapshot: Snapshot = aSnapshot()) {
    this.#snapshot = snapshot;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  current(): Snapshot {
    return this.#snapshot;
  }

  status(): UiStatus {
    return DONE;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  push(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}
