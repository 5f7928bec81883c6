import type { Snapshot } from '../../src/model/snapshot.ts';
import type { Answer, SessionCommand } from '../../src/model/session-feed.ts';
import type { SnapshotFeed, UiStatus } from '../../src/ui/feed.ts';
import { aSnapshot } from '../builders/snapshot.ts';
import { DONE } from './frames.ts';

/** A feed that shows what the test gives it. */
export class CannedFeed implements SnapshotFeed {
  #snapshot: Snapshot;
  #status: UiStatus;
  readonly #listeners = new Set<() => void>();

  constructor(snapshot: Snapshot = aSnapshot(), status: UiStatus = DONE) {
    this.#snapshot = snapshot;
    this.#status = status;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  current(): Snapshot {
    return this.#snapshot;
  }

  status(): UiStatus {
    return this.#status;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  push(snapshot: Snapshot, status: UiStatus = this.#status): void {
    this.#snapshot = snapshot;
    this.#status = status;
    for (const listener of this.#listeners) listener();
  }
}

/** A feed of a session that runs: it remembers what it was asked, and answers what the test says. */
export class CannedSession extends CannedFeed {
  readonly asked: SessionCommand[] = [];
  answer: () => Promise<Answer> = () => Promise.resolve({ refusal: null, at: null });

  send(command: SessionCommand): Promise<Answer> {
    this.asked.push(command);
    return this.answer();
  }
}
