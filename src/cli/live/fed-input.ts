import { statfsSync } from 'node:fs';
import type { FeedStats, LiveFeed } from '../../capture/live/feed.ts';
import { recordingNotices, spoolNotices } from '../../capture/live/live-report.ts';
import type { Frame, Progress, SourceReport } from '../../capture/source.ts';
import type { InputFigures, LiveInput } from '../../live/live-input.ts';
import type { RecordingStatus, SessionFailure } from '../../model/session-feed.ts';
import type { Notice, RecordedFile } from '../../model/snapshot.ts';

/** How often it is looked how much room the disk has. */
const ROOM_MS = 2_000;

/** A live capture as a session sees it. */
export class FedInput implements LiveInput {
  readonly name: string;
  readonly #feed: LiveFeed;
  readonly #folder: string | null;
  readonly #remarks: readonly Notice[];
  #failure: SessionFailure | null = null;
  #freeOctets: number | null = null;
  #lookedMs = Number.NEGATIVE_INFINITY;

  /** `folder`: where the recording goes; null without one. `remarks`: what the source cannot tell while it runs. */
  constructor(feed: LiveFeed, folder: string | null, remarks: readonly Notice[] = []) {
    this.#feed = feed;
    this.#folder = folder;
    this.#remarks = remarks;
    this.name = feed.name;
  }

  async run(onFrame: (frame: Frame) => void, signal: AbortSignal): Promise<SourceReport> {
    const report = await this.#feed.run(onFrame, signal);
    this.#failure = report.failure;
    return report;
  }

  progress(): Progress {
    return this.#feed.progress();
  }

  failure(): SessionFailure | null {
    return this.#failure;
  }

  figures(): InputFigures {
    const stats = this.#feed.stats();
    const { source, waitingFrames, waitingOctets, newest } = stats;
    return {
      starting: source.state === 'starting',
      waitingFrames,
      waitingOctets,
      newest,
      kernelDrops: source.kernelDrops,
      interfaceDrops: source.interfaceDrops,
      recording: this.#recording(stats),
      notices: [...noticesOf(stats), ...this.#remarks],
    };
  }

  recorded(): readonly RecordedFile[] {
    const files = this.#feed.stats().recording?.files ?? [];
    return files.map(({ name, sha256, first, frames, octets, state }) => ({
      ...{ name, sha256, firstFrame: first, frames, octets },
      ...(state === 'deleted' ? { deleted: true as const } : {}),
    }));
  }

  #recording({ recording }: FeedStats): RecordingStatus | null {
    if (this.#folder === null) return null;
    const freeOctets = this.#room(this.#folder);
    if (recording === null) return { folder: this.#folder, files: 0, frames: 0, octets: 0, missing: 0, problem: null, freeOctets };
    const { folder, files, frames, octets, missingFrames, trouble } = recording;
    const problem = trouble === null ? null : `source.failure.${trouble.code}`;
    return {
      folder,
      files: files.filter(({ state }) => state !== 'deleted').length,
      frames,
      octets,
      missing: missingFrames,
      problem,
      freeOctets,
    };
  }

  #room(folder: string): number | null {
    const nowMs = performance.now();
    if (nowMs - this.#lookedMs < ROOM_MS) return this.#freeOctets;
    this.#lookedMs = nowMs;
    try {
      const { bavail, bsize } = statfsSync(folder);
      this.#freeOctets = bavail * bsize;
    } catch {
      this.#freeOctets = null;
    }
    return this.#freeOctets;
  }
}

function noticesOf({ recording, unanalysedFrames, spool }: FeedStats): Notice[] {
  const unanalysed = { code: 'live-unanalysed', count: unanalysedFrames, incomplete: true };
  return [...(unanalysedFrames > 0 ? [unanalysed] : []), ...recordingNotices(recording), ...spoolNotices(spool)];
}
