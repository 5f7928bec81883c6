import type { Device, DeviceId } from '../model/device.ts';
import type { Refusal, SessionCommand } from '../model/session-feed.ts';
import type { DeviceName, EarlierReview, Mark, RecordedFile, Review, SessionNotes } from '../model/snapshot.ts';
import { LIVE_BOUNDS } from './bounds.ts';
import { refusalOf } from './phase-book.ts';

type ReviewCommand = Extract<SessionCommand, { type: 'review' }>;

/** What people say about devices and findings while a session runs. The engine never reads it: looking and naming change no judgement. */
export class NoteBook {
  readonly #names = new Map<string, string>();
  readonly #reviews = new Map<string, Review>();
  readonly #excluded = new Set<string>();
  #earlier: EarlierReview[] = [];
  /** Something was said or taken over, also where all of it was taken back since. */
  #isUsed = false;

  /** Null takes the name away. */
  name(device: string, name: string | null): Refusal | null {
    if (name === null) {
      this.#names.delete(device);
      return null;
    }
    const refusal = refusalOf(name, LIVE_BOUNDS.nameLengthMax);
    if (refusal !== null) return refusal;
    if (!this.#names.has(device) && this.#names.size >= LIVE_BOUNDS.namesMax) return 'too-many';
    this.#names.set(device, name.trim());
    this.#isUsed = true;
    return null;
  }

  review({ finding, verdict, reason, untilMs }: ReviewCommand, atMs: number): Refusal | null {
    if (verdict === null) {
      this.#end(finding, atMs);
      this.#reviews.delete(finding);
      return null;
    }
    if (reason !== null && reason.length > LIVE_BOUNDS.textLengthMax) return 'too-long';
    if (!this.#reviews.has(finding) && this.#reviews.size >= LIVE_BOUNDS.reviewsMax) return 'too-many';
    this.#end(finding, atMs);
    this.#isUsed = true;
    this.#reviews.set(finding, { finding, verdict, reason: reason === null || reason.trim() === '' ? null : reason.trim(), untilMs, atMs });
    return null;
  }

  /** What was said of a finding no longer holds, and is not forgotten. */
  #end(finding: string, endedMs: number): void {
    const review = this.#reviews.get(finding);
    if (review !== undefined) this.#earlier = [...this.#earlier, { ...review, endedMs }].slice(-LIVE_BOUNDS.earlierReviewsMax);
  }

  /** Leaves a device out of what is shown and reported, or takes it back in. */
  exclude(device: string, excluded: boolean): Refusal | null {
    if (!excluded) this.#excluded.delete(device);
    else if (!this.#excluded.has(device) && this.#excluded.size >= LIVE_BOUNDS.namesMax) return 'too-many';
    else this.#excluded.add(device);
    this.#isUsed = true;
    return null;
  }

  /** Takes over what was said before, such as what the store holds. */
  restore(notes: Pick<SessionNotes, 'names' | 'reviews' | 'excluded' | 'earlierReviews'>): void {
    this.#earlier = [...(notes.earlierReviews ?? [])].slice(-LIVE_BOUNDS.earlierReviewsMax);
    for (const device of notes.excluded ?? []) this.#excluded.add(device);
    for (const { device, name } of notes.names) this.#names.set(device, name);
    for (const review of notes.reviews) this.#reviews.set(review.finding, review);
    this.#isUsed = this.#names.size + this.#reviews.size + this.#excluded.size + this.#earlier.length > 0;
  }

  /**
   * All notes in a fixed order; undefined where there are none and never were. Where all were taken back, an empty list of those left out
   * says so: the next session is not to find what an older one held.
   */
  notes(marks: readonly Mark[], recordings: readonly RecordedFile[]): SessionNotes | undefined {
    const count = this.#names.size + this.#reviews.size + this.#excluded.size + this.#earlier.length;
    if (!this.#isUsed && marks.length + recordings.length === 0) return undefined;
    const names = [...this.#names].map(([device, name]): DeviceName => ({ device: device as DeviceId, name }));
    const excluded = [...this.#excluded].map((device) => device as DeviceId);
    return {
      ...{ marks: [...marks], names, reviews: [...this.#reviews.values()], recordings },
      ...(excluded.length === 0 && (count > 0 || !this.#isUsed) ? {} : { excluded }),
      ...(this.#earlier.length === 0 ? {} : { earlierReviews: this.#earlier }),
    };
  }

  /** The devices with the names that people gave them: the surest of claims. */
  named(devices: readonly Device[]): readonly Device[] {
    if (this.#names.size === 0) return devices;
    return devices.map((device) => {
      const name = this.#names.get(device.id);
      if (name === undefined) return device;
      return {
        ...device,
        hostname: [{ value: name, source: 'user', confidence: 1, at: device.firstSeen, frame: null }, ...device.hostname],
      };
    });
  }
}
