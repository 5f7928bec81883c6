import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { Notice } from '../../model/snapshot.ts';
import { PcapngReader } from '../pcapng-reader.ts';
import { type InterfaceDescription, interfaceDescription, sectionHeader } from '../recording/pcapng-blocks.ts';
import type { RecordingOptions, RecordingState } from '../recording/recording.ts';
import type { Frame, Progress, Source } from '../source.ts';
import { Tally } from '../tally.ts';
import { BLOCK_LENGTH, BlockRing, HELD_BY_ANALYSIS, ringMemory, type RingMemory } from './block-ring.ts';
import type { CaptureMessage, CaptureOrder, CaptureRequest } from './capture-messages.ts';
import { failureOf } from './failure.ts';
import type { FilledBlock, FrameRun } from './handover.ts';
import type { LiveReport, LiveStats, SourcePlan } from './live-source.ts';
import { emptyReport, recordingNotices, spoolNotices } from './live-report.ts';
import { Spool, type SpoolOptions } from './spool.ts';
import { type SpoolState, unmadeSpool } from './spool-writer.ts';
import { startThread } from './thread.ts';

export interface FeedOptions {
  readonly recording: RecordingOptions | null;
  /** What may wait for the analysis, and as much again for the recorder. */
  readonly queueMebibytes: number;
  /** Where frames wait that the queue has no room for; null: nowhere. */
  readonly spool: SpoolOptions | null;
}

/** What the feed knows while it runs. */
export interface FeedStats {
  readonly source: LiveStats;
  readonly recording: RecordingState | null;
  /** Frames that were captured and wait for the analysis, and the octets of their blocks. */
  readonly waitingFrames: number;
  readonly waitingOctets: number;
  /** When the newest of them was captured, in microseconds since the epoch; null before there was any. */
  readonly newest: number | null;
  /** Null where nothing may wait on the disk. */
  readonly spool: SpoolState | null;
  /** Frames that were captured (and recorded) and that the analysis had to leave out, because it was too far behind. */
  readonly unanalysedFrames: number;
  readonly unanalysedOctets: number;
}

export interface FeedReport extends LiveReport {
  readonly recording: RecordingState | null;
  readonly unanalysedFrames: number;
}

/** Octets that are analysed before it is looked whether somebody else should have a turn, */
const SLICE_LENGTH = 16 << 10;
/** and the milliseconds after which they have. */
const TURN_MS = 8;

const STARTING: LiveStats = { state: 'starting', received: 0, octets: 0, kernelDrops: null, interfaceDrops: null, programDrops: null };

/**
 * Frames from a live source for the analysis. Capture and recording run on a thread of their own; between them and the
 * analysis lies a ring of blocks, and where the analysis falls behind by more than the ring holds, a spool on the disk. Where that
 * has no room either, the capture waits and the kernel counts what it drops; with a recording, the recording goes on whole and the
 * frames left out here are counted.
 */
export class LiveFeed implements Source {
  readonly name: string;
  readonly #plan: SourcePlan;
  readonly #options: FeedOptions;
  readonly #memory: RingMemory;
  readonly #ring: BlockRing;
  readonly #blocks: FilledBlock[] = [];
  readonly #interfaces: InterfaceDescription[] = [];
  #worker: Worker | null = null;
  #spool: Spool | null = null;
  #spoolState: SpoolState | null = null;
  #wake: () => void = () => undefined;
  #onBegun: () => void = () => undefined;
  #end: Extract<CaptureMessage, { type: 'end' }> | null = null;
  #source = STARTING;
  #recording: RecordingState | null = null;
  #described = 0;
  #waitingFrames = 0;
  #waitingOctets = 0;
  #newest: number | null = null;
  #unanalysedFrames = 0;
  #unanalysedOctets = 0;
  #analysed = 0;
  #stopped = false;
  #turnMs = 0;

  constructor(plan: SourcePlan, options: FeedOptions) {
    this.#plan = plan;
    this.#options = options;
    this.name = plan.interfaces.join(',');
    this.#memory = ringMemory(Math.max(4, Math.ceil((options.queueMebibytes << 20) / BLOCK_LENGTH)));
    this.#ring = new BlockRing(this.#memory);
  }

  /**
   * Starts what captures, and resolves when it has been started: from then on no right is needed that only root has. `raised` does
   * something with such rights. Frames wait until `run`, which does this where nobody has.
   */
  async begin(raised: (work: () => Promise<void>) => Promise<void> = (work) => work()): Promise<void> {
    await this.#makeSpool();
    await raised(
      () =>
        new Promise((resolve) => {
          this.#onBegun = resolve;
          this.#start();
        }),
    );
    // A program that changes its mind now may end.
    this.#worker?.unref();
  }

  /** Never rejects but for what `onFrame` throws: failures of the capture are in the report. */
  async run(onFrame: (frame: Frame) => void, signal: AbortSignal): Promise<FeedReport> {
    if (this.#worker === null) await this.begin();
    this.#worker?.ref();
    // Giving root up for good, after the start, takes it back for a moment: by now that is over.
    this.#ask('lowered');
    const stop = (): void => this.stop();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) this.stop();
    if (this.#stopped) this.#ask('stop');
    try {
      await this.#consume(onFrame);
      return this.#report();
    } finally {
      signal.removeEventListener('abort', stop);
      await this.#worker?.terminate();
      await this.#spool?.close();
    }
  }

  progress(): Progress {
    return { octetsRead: this.#source.octets, octetsTotal: null, frames: this.#analysed };
  }

  stats(): FeedStats {
    return {
      source: this.#source,
      recording: this.#recording,
      waitingFrames: this.#waitingFrames,
      waitingOctets: this.#waitingOctets,
      newest: this.#newest,
      spool: this.#spoolState,
      unanalysedFrames: this.#unanalysedFrames,
      unanalysedOctets: this.#unanalysedOctets,
    };
  }

  /** Ends the capture in order: what was captured is still recorded and analysed. May be called more than once. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#ask('stop');
  }

  async #makeSpool(): Promise<void> {
    const { spool } = this.#options;
    if (spool === null) return;
    try {
      this.#spool = await Spool.open(spool);
    } catch (error) {
      this.#spoolState = unmadeSpool(error);
    }
  }

  #start(): void {
    const { recording } = this.#options;
    const order: CaptureOrder = { plan: this.#plan, memory: this.#memory, spool: this.#spool?.memory ?? null, recording };
    const worker = startThread(import.meta.url, 'source-thread', order);
    worker.on('message', (message: CaptureMessage) => this.#receive(message));
    worker.on('error', (error) => this.#died(error.message));
    worker.on('exit', (status) => this.#died(`exit ${status}`));
    this.#worker = worker;
  }

  #ask(request: CaptureRequest): void {
    this.#worker?.postMessage(request);
  }

  #receive(message: CaptureMessage): void {
    this.#onBegun();
    if (message.type === 'block') {
      this.#blocks.push(message.block);
      this.#waitingFrames += message.block.frames;
      this.#waitingOctets += message.block.octets;
      this.#newest = message.block.until;
    } else if (message.type === 'interface') this.#interfaces.push(message.description);
    else if (message.type === 'skipped') this.#leaveOut(message.run);
    else if (message.type === 'state') {
      this.#source = message.source;
      this.#recording = message.recording;
      this.#spoolState = message.spool ?? this.#spoolState;
    } else this.#finish(message);
    this.#wake();
  }

  #leaveOut({ frames, octets }: FrameRun): void {
    this.#unanalysedFrames += frames;
    this.#unanalysedOctets += octets;
  }

  #finish(end: Extract<CaptureMessage, { type: 'end' }>): void {
    this.#end = end;
    this.#recording = end.recording;
    this.#spoolState = end.spool ?? this.#spoolState;
    this.#source = { state: 'ended', ...end.report.counters };
  }

  #died(detail: string): void {
    this.#onBegun();
    if (this.#end !== null) return;
    const { kind, interfaces } = this.#plan;
    const failure = failureOf('thread-died', { program: null, interface: null }, detail);
    const knowledge = { kernelTimestamps: false, originalLengths: false, kernelDrops: 'never', interfaceDrops: 'never' } as const;
    const report = { ...emptyReport(kind), kind, interfaces, knowledge, counters: this.#source, failure };
    this.#finish({ type: 'end', report, unread: 0, recording: this.#recording, spool: null });
    this.#wake();
  }

  /** Analyses block by block. */
  async #consume(onFrame: (frame: Frame) => void): Promise<void> {
    const tally = new Tally((frame) => {
      this.#analysed += 1;
      onFrame(frame);
    });
    const reader = new PcapngReader(tally);
    const read = (octets: Buffer): void => void reader.read(octets, 0, octets.length);
    read(sectionHeader());
    for (;;) {
      const block = this.#blocks.shift();
      if (block === undefined) {
        if (this.#end !== null) return;
        await new Promise<void>((resolve) => (this.#wake = resolve));
        continue;
      }
      // Of blocks that were left out, only the interfaces matter.
      while (this.#described < block.interfacesBefore) read(interfaceDescription(this.#interfaces[this.#described++]!));
      tally.number = block.first - 1;
      await this.#readBlock(block, reader);
      this.#waitingFrames -= block.frames;
      this.#waitingOctets -= block.octets;
      this.#ask('released');
      await this.#letOthersTurn();
    }
  }

  async #readBlock(block: FilledBlock, reader: PcapngReader): Promise<void> {
    const { index, slot, length } = block;
    if (slot < 0) {
      const start = this.#ring.start(index);
      await this.#readSlices(reader, this.#ring.buffer, start, start + length);
      this.#ring.release(index, HELD_BY_ANALYSIS);
    } else {
      const octets = await this.#spool!.read(slot, length);
      const next = this.#blocks[0];
      if (next !== undefined && next.slot >= 0) this.#spool!.fetch(next.slot, next.length);
      if (octets === null) return this.#leaveOut(block);
      await this.#readSlices(reader, octets, 0, length);
    }
    this.#described = block.interfacesAfter;
  }

  /** A block of short frames takes half a second and more: whoever looks on, or wants it to stop, has a turn in between. */
  async #readSlices(reader: PcapngReader, octets: Buffer, start: number, end: number): Promise<void> {
    for (let at = start; at < end;) {
      const to = Math.min(at + Math.max(SLICE_LENGTH, reader.need), end);
      const next = reader.read(octets, at, to);
      if (reader.flaw !== null || (next === at && to === end)) return;
      at = next;
      if (performance.now() - this.#turnMs >= TURN_MS) await this.#letOthersTurn();
    }
  }

  async #letOthersTurn(): Promise<void> {
    await nextTurn();
    this.#turnMs = performance.now();
  }

  #report(): FeedReport {
    const { report, unread, recording } = this.#end!;
    const notices: Notice[] = [...report.notices];
    const lost = (code: string, count: number): void => {
      if (count > 0) notices.push({ code, count, incomplete: true });
    };
    lost('live-unanalysed', this.#unanalysedFrames);
    lost('capture-interfaces-forgotten', unread);
    notices.push(...recordingNotices(recording), ...spoolNotices(this.#spoolState));
    return { ...report, sha256: hashOf(recording), notices, recording, unanalysedFrames: this.#unanalysedFrames };
  }
}

/** One hash for all files of a recording: of what `sha256sum` prints about them, deleted ones included. Empty where nothing was recorded. */
function hashOf(recording: RecordingState | null): string {
  if (recording === null || recording.files.length === 0) return '';
  const hash = createHash('sha256');
  for (const { name, sha256 } of recording.files) hash.update(`${sha256 ?? ''}  ${name}\n`);
  return hash.digest('hex');
}
