/** Runs inside a network namespace: captures as it is told, and prints what it got. Ends when standard input does. */
import { createHash } from 'node:crypto';
import { chooseSource, type SourceWish } from '../../../src/capture/live/choose-source.ts';
import { LiveFeed, type FeedReport, type FeedStats } from '../../../src/capture/live/feed.ts';
import type { CaptureFailure } from '../../../src/capture/live/failure.ts';
import type { SpoolOptions } from '../../../src/capture/live/spool.ts';
import type { RecordingOptions } from '../../../src/capture/recording/recording.ts';
import type { Source } from '../../../src/capture/source.ts';
import { aRun } from '../../builders/run.ts';

export interface DriverOrder {
  readonly wish: SourceWish;
  readonly recording: RecordingOptions | null;
  readonly queueMebibytes?: number;
  readonly spool?: SpoolOptions;
  /** Milliseconds that the analysis of each frame takes. */
  readonly slowMs?: number;
}

export interface DriverResult {
  readonly refused: CaptureFailure | null;
  readonly report: FeedReport | null;
  /** Of each frame: number, interface, length and hash of its octets. */
  readonly frames: readonly string[];
  readonly timestamps: readonly number[];
  /** Kinds and fields of observations, without times. */
  readonly observations: readonly string[];
  readonly most: FeedStats | null;
}

const order = JSON.parse(process.argv[2]!) as DriverOrder;
const say = (value: object): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

function wait(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Looks at each frame on its way from the feed into the pipeline. */
function watched(feed: LiveFeed, frames: string[], timestamps: number[]): Source {
  return {
    name: feed.name,
    progress: () => feed.progress(),
    run: (onFrame, signal) =>
      feed.run((frame) => {
        const octets = frame.buffer.subarray(frame.start, frame.end);
        const hash = createHash('sha256').update(octets).digest('hex').slice(0, 16);
        frames.push(`${frame.number} ${frame.interfaceIndex ?? 0} ${frame.originalLength} ${hash}`);
        timestamps.push(frame.timestamp);
        if (order.slowMs !== undefined) wait(order.slowMs);
        onFrame(frame);
      }, signal),
  };
}

async function drive(): Promise<DriverResult> {
  const choice = await chooseSource(order.wish);
  const empty = { refused: choice.failure, report: null, frames: [], timestamps: [], observations: [], most: null };
  if (choice.plan === null) return empty;
  const feed = new LiveFeed(choice.plan, {
    recording: order.recording,
    queueMebibytes: order.queueMebibytes ?? 16,
    spool: order.spool ?? null,
  });
  process.stdin.on('end', () => feed.stop()).resume();
  let most: FeedStats | null = null;
  const timer = setInterval(() => {
    const stats = feed.stats();
    if (stats.source.state === 'capturing' && most === null) say({ capturing: true });
    if (stats.source.state !== 'starting' && stats.waitingFrames >= (most?.waitingFrames ?? 0)) most = stats;
  }, 20);
  const frames: string[] = [];
  const timestamps: number[] = [];
  const observations: string[] = [];
  const run = aRun({ sink: ({ observation: { kind, fields } }) => void observations.push(JSON.stringify([kind, fields])) });
  const source = watched(feed, frames, timestamps);
  let report: FeedReport | null = null;
  const kept: Source = { ...source, run: async (onFrame, signal) => (report = (await source.run(onFrame, signal)) as FeedReport) };
  await run.read(kept, new AbortController().signal);
  clearInterval(timer);
  return { refused: null, report, frames, timestamps, observations, most };
}

void drive().then((result) => process.stdout.write(`${JSON.stringify({ result })}\n`, () => process.exit(0)));
