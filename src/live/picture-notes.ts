import type { Refusal, SessionCommand } from '../model/session-feed.ts';
import type { SessionNotes, Snapshot } from '../model/snapshot.ts';
import { NoteBook } from './note-book.ts';

/**
 * What people say about devices and findings of a picture that no engine holds: of a session that is over, or of a stored capture while
 * it is read. Phases and marks are bound to moments and are not made here.
 */
export class PictureNotes {
  readonly #book = new NoteBook();
  readonly #kept: Pick<SessionNotes, 'marks' | 'recordings'>;

  /** `notes`: what was said before. */
  constructor({ marks = [], names = [], reviews = [], recordings = [], excluded = [], earlierReviews = [] }: Partial<SessionNotes> = {}) {
    this.#book.restore({ names, reviews, excluded, earlierReviews });
    this.#kept = { marks, recordings };
  }

  /** The picture with the notes and names as they are now. */
  on(snapshot: Snapshot): Snapshot {
    const { tool, rules, captures, coverage, devices, destinations, findings, phases } = snapshot;
    const notes = this.#book.notes(this.#kept.marks, this.#kept.recordings);
    const unnamed = devices.map((device) =>
      device.hostname.some(isGiven) ? { ...device, hostname: device.hostname.filter((claim) => !isGiven(claim)) } : device,
    );
    const named = this.#book.named(unnamed);
    return { tool, rules, captures, coverage, devices: named, destinations, findings, phases, ...(notes === undefined ? {} : { notes }) };
  }

  /** Names a device, leaves one out or reviews a finding of the picture. Null where it was done. */
  carryOut(command: SessionCommand, { devices, findings }: Snapshot, nowMs: number): Refusal | null {
    if (command.type === 'name-device') {
      return devices.some(({ id }) => id === command.device) ? this.#book.name(command.device, command.name) : 'unknown-device';
    }
    if (command.type === 'exclude-device') {
      return devices.some(({ id }) => id === command.device) ? this.#book.exclude(command.device, command.excluded) : 'unknown-device';
    }
    if (command.type !== 'review') return 'over';
    return findings.some(({ id }) => id === command.finding) ? this.#book.review(command, nowMs) : 'unknown-finding';
  }
}

/** A name that a person gave, which the picture was kept with. */
function isGiven({ source }: { readonly source: string }): boolean {
  return source === 'user';
}
