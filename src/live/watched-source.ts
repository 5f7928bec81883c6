import type { Frame, Progress, Source, SourceReport } from '../capture/source.ts';
import { linkTypeName } from '../capture/link-types.ts';
import type { Micros } from '../model/observation.ts';
import type { Notice } from '../model/snapshot.ts';

/** A frame this much older than the one before it, microseconds: the clock was set back. Less is disorder between interfaces. */
const BACK_MICROS = 2_000_000;
/** How much more time may lie between two frames than passed between their arrivals, microseconds, before the clock has leapt. */
const LEAP_MICROS = 60_000_000;
/** A capture may have as many link types as interfaces; of a hostile one, the first are named. */
const LINK_TYPES_MAX = 16;

/**
 * A source that is watched while it runs: how many frames have been analysed, what the capture's clock says, and whether it jumped.
 * The frames pass through untouched, so what is judged does not depend on it.
 */
export class WatchedSource implements Source {
  readonly name: string;
  readonly #source: Source;
  readonly #monotonicMs: () => number;
  frames = 0;
  /** Sum of original lengths. */
  octets = 0;
  /** Times of the first and the newest frame; null before the first. `lastMs`: when the newest was analysed, to within a tick. */
  first: Micros | null = null;
  last: Micros | null = null;
  lastMs = 0;
  readonly #linkTypes: number[] = [];
  #linkType = -1;
  #tickMs: number;
  #setBack = 0;
  #leapt = 0;

  constructor(source: Source, monotonicMs: () => number) {
    this.#source = source;
    this.name = source.name;
    this.#monotonicMs = monotonicMs;
    this.#tickMs = monotonicMs();
    this.lastMs = this.#tickMs;
  }

  /** To be called a few times a second: arrivals are told apart no finer than that, so that no frame costs a look at the clock. */
  tick(): void {
    this.#tickMs = this.#monotonicMs();
  }

  progress(): Progress {
    return this.#source.progress();
  }

  run(onFrame: (frame: Frame) => void, signal: AbortSignal): Promise<SourceReport> {
    return this.#source.run((frame) => {
      this.#look(frame);
      onFrame(frame);
    }, signal);
  }

  /** The link types of the frames so far, by their names. */
  linkTypes(): readonly string[] {
    return this.#linkTypes.map(linkTypeName);
  }

  /** Jumps of the capture's clock: they spoil durations, and no verdict. */
  notices(): readonly Notice[] {
    const notices: Notice[] = [];
    if (this.#setBack > 0) notices.push({ code: 'clock-set-back', count: this.#setBack, incomplete: false });
    if (this.#leapt > 0) notices.push({ code: 'clock-leapt', count: this.#leapt, incomplete: false });
    return notices;
  }

  #meet(linkType: number): void {
    this.#linkType = linkType;
    if (this.#linkTypes.length < LINK_TYPES_MAX && !this.#linkTypes.includes(linkType)) this.#linkTypes.push(linkType);
  }

  #look(frame: Frame): void {
    const { timestamp, linkType } = frame;
    if (linkType !== this.#linkType) this.#meet(linkType);
    this.frames += 1;
    this.octets += frame.originalLength;
    if (this.last === null) this.first = timestamp;
    else {
      const step = timestamp - this.last;
      if (step < -BACK_MICROS) this.#setBack += 1;
      else if (step > LEAP_MICROS && step - (this.#monotonicMs() - this.lastMs) * 1_000 > LEAP_MICROS) this.#leapt += 1;
    }
    this.last = timestamp;
    this.lastMs = this.#tickMs;
  }
}
