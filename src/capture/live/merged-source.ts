import { noticesTogether } from '../../model/notices.ts';
import type { Frame, Progress, SourceReport } from '../source.ts';
import { FrameQueue } from './frame-queue.ts';
import { addKnown } from './ledger.ts';
import type { Knowledge, LiveReport, LiveSource, LiveStats, SourceKind } from './live-source.ts';
import { emptyReport, liveReport } from './live-report.ts';

/** A frame waits until it is this old for earlier ones of the other interfaces: tcpdump hands over once a second. */
const PATIENCE_MS = 1_200;
const TICK_MS = 25;
/** Octets that one interface may keep waiting; past them frames go on in whatever order. */
const WAITING_OCTETS_MAX = 8 << 20;

/** Several sources of one interface each, brought into the order of time. Ends when the first of them does. */
export class MergedSource implements LiveSource {
  readonly name: string;
  readonly kind: SourceKind;
  readonly interfaces: readonly string[];
  readonly knowledge: Knowledge;
  readonly #sources: readonly LiveSource[];
  readonly #queues: readonly FrameQueue[];
  readonly #frame: Frame = { ...blankFrame() };

  /** The sources are of one kind; there is at least one. */
  constructor(sources: readonly LiveSource[]) {
    this.#sources = sources;
    this.#queues = sources.map(() => new FrameQueue());
    this.interfaces = sources.flatMap((source) => source.interfaces);
    this.name = this.interfaces.join(',');
    this.kind = sources[0]!.kind;
    this.knowledge = sources[0]!.knowledge;
  }

  start(): void {
    for (const source of this.#sources) source.start?.();
  }

  async run(onFrame: (frame: Frame) => void, signal: AbortSignal): Promise<LiveReport> {
    const timer = setInterval(() => this.#emit(onFrame, Date.now() * 1_000 - PATIENCE_MS * 1_000), TICK_MS);
    const runs = this.#sources.map((source, index) =>
      source.run((frame) => this.#take(index, frame, onFrame), signal).finally(() => this.stop()),
    );
    try {
      const reports = await Promise.all(runs);
      this.#emit(onFrame, Number.POSITIVE_INFINITY);
      const failure = reports.find((report) => report.failure !== null)?.failure ?? null;
      return liveReport(this, together(this.kind, reports), this.stats(), failure);
    } finally {
      clearInterval(timer);
    }
  }

  progress(): Progress {
    const all = this.#sources.map((source) => source.progress());
    return {
      octetsRead: all.reduce((sum, { octetsRead }) => sum + octetsRead, 0),
      octetsTotal: null,
      frames: this.#frame.number,
    };
  }

  stats(): LiveStats {
    const all = this.#sources.map((source) => source.stats());
    const state = all.some((each) => each.state === 'starting')
      ? 'starting'
      : all.every((each) => each.state === 'ended')
        ? 'ended'
        : 'capturing';
    const zero = { state, received: 0, octets: 0, kernelDrops: 0, interfaceDrops: 0, programDrops: 0 } satisfies LiveStats;
    return all.reduce<LiveStats>(
      (sum, each) => ({
        state,
        received: sum.received + each.received,
        octets: sum.octets + each.octets,
        kernelDrops: addKnown(sum.kernelDrops, each.kernelDrops),
        interfaceDrops: addKnown(sum.interfaceDrops, each.interfaceDrops),
        programDrops: addKnown(sum.programDrops, each.programDrops),
      }),
      zero,
    );
  }

  stop(): void {
    for (const source of this.#sources) source.stop();
  }

  #take(index: number, frame: Frame, onFrame: (frame: Frame) => void): void {
    const queue = this.#queues[index]!;
    queue.push(frame);
    if (queue.octets > WAITING_OCTETS_MAX) this.#emit(onFrame, queue.timestamp);
  }

  /** Hands on what need not wait any more: all up to the moment `until`, and whatever is behind no silent interface. */
  #emit(onFrame: (frame: Frame) => void, until: number): void {
    const frame = this.#frame;
    for (;;) {
      const index = this.#earliest(until);
      if (index < 0) return;
      this.#queues[index]!.shift(frame);
      frame.interfaceIndex = index;
      frame.number += 1;
      onFrame(frame);
    }
  }

  #earliest(until: number): number {
    let earliest = -1;
    let time = Number.POSITIVE_INFINITY;
    let silent = false;
    for (let index = 0; index < this.#queues.length; index += 1) {
      const queue = this.#queues[index]!;
      if (queue.length === 0) silent = true;
      else if (queue.timestamp < time) {
        time = queue.timestamp;
        earliest = index;
      }
    }
    return earliest >= 0 && silent && time > until ? -1 : earliest;
  }
}

function blankFrame(): Frame {
  const buffer = Buffer.alloc(0);
  return { buffer, start: 0, end: 0, originalLength: 0, timestamp: 0, linkType: 0, number: 0, nanoseconds: 0, interfaceIndex: 0 };
}

function together(format: string, reports: readonly LiveReport[]): SourceReport {
  // What each source remarks about itself is added once, by the report of the whole.
  const notices = reports.flatMap((report) => report.notices).filter(({ code, incomplete }) => incomplete || !code.startsWith('live-'));
  const times = reports.flatMap(({ first, last }) => (first === null || last === null ? [] : [first, last]));
  return {
    ...emptyReport(format),
    frames: reports.reduce((sum, report) => sum + report.frames, 0),
    octets: reports.reduce((sum, report) => sum + report.octets, 0),
    first: times.length === 0 ? null : Math.min(...times),
    last: times.length === 0 ? null : Math.max(...times),
    linkTypes: [...new Set(reports.flatMap((report) => report.linkTypes))],
    snappedFrames: reports.reduce((sum, report) => sum + report.snappedFrames, 0),
    damage: reports.find((report) => report.damage !== null)?.damage ?? null,
    notices: noticesTogether(notices),
  };
}
