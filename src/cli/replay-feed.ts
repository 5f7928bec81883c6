import type { Progress } from '../capture/source.ts';
import type { Answer, Refusal, SessionCommand, SessionFailure } from '../model/session-feed.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { SnapshotFeed, UiStatus } from '../ui/feed.ts';

const TICK_MS = 250;
/** A picture is taken at most this share of the time, so that large results slow the reading by no more. */
const SNAPSHOT_SHARE = 10;

/** Hands the screen a picture of the run four times a second, and less often where taking one costs much. */
export class ReplayFeed implements SnapshotFeed {
  readonly #take: () => Snapshot;
  readonly #progress: () => Progress;
  readonly #now: () => number;
  readonly #started: number;
  readonly #listeners = new Set<() => void>();
  readonly #timer: NodeJS.Timeout;
  readonly #carryOut: (command: SessionCommand, snapshot: Snapshot) => Refusal | null;
  readonly #name: string;
  #current: Snapshot;
  #cost = 0;
  #taken: number;
  #done = false;
  #failure: SessionFailure | null = null;

  /** `carryOut`: what is done of what a person asks for; the next picture shows it. `name`: of what is read, said before any of it is known. */
  constructor(
    take: () => Snapshot,
    progress: () => Progress,
    now: () => number,
    carryOut: (command: SessionCommand, snapshot: Snapshot) => Refusal | null = () => 'over',
    name = '',
  ) {
    this.#name = name;
    this.#carryOut = carryOut;
    this.#take = take;
    this.#progress = progress;
    this.#now = now;
    this.#started = now();
    this.#taken = now();
    this.#current = take();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  current(): Snapshot {
    return this.#current;
  }

  status(): UiStatus {
    const { octetsRead, octetsTotal, frames } = this.#progress();
    const seconds = Math.max(0.001, (this.#now() - this.#started) / 1_000);
    const framesPerSecond = this.#done ? 0 : Math.round(frames / seconds);
    const status = { name: this.#name, octetsRead, octetsTotal, frames, framesPerSecond, done: this.#done };
    return this.#failure === null ? status : { ...status, state: 'failed', failure: this.#failure };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  send(command: SessionCommand): Promise<Answer> {
    const refusal = this.#carryOut(command, this.#current);
    if (refusal === null) this.#refresh();
    return Promise.resolve({ refusal, at: null });
  }

  /** The capture has ended, or could not be read: one last picture, and no more ticks. */
  finish(failure: SessionFailure | null = null): void {
    this.#done = true;
    this.#failure = failure;
    clearInterval(this.#timer);
    this.#refresh();
  }

  #tick(): void {
    if (this.#now() - this.#taken >= this.#cost * SNAPSHOT_SHARE) this.#refresh();
  }

  #refresh(): void {
    const before = this.#now();
    this.#current = this.#take();
    this.#taken = this.#now();
    this.#cost = this.#taken - before;
    for (const listener of this.#listeners) listener();
  }
}
