import { constants, getPriority, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { Recorder } from '../recording/recorder.ts';
import { BlockFiller } from './block-filler.ts';
import { BlockRing } from './block-ring.ts';
import type { CaptureMessage, CaptureOrder, CaptureRequest } from './capture-messages.ts';
import { Handover } from './handover.ts';
import { openLiveSource } from './open-live-source.ts';
import { SpoolWriter } from './spool-writer.ts';

/**
 * The thread that captures: takes frames from the source, hands them to the recorder, then to the analysis. Nothing that the
 * analysis or the disk does can hold it up.
 */

/** Frames wait at most this long for others to share a block with, */
const FLUSH_MS = 40;
/** or this long where the analysis is behind by more blocks than these: it has no use for them yet. */
const FLUSH_BEHIND_MS = 1_000;
const BEHIND_BLOCKS = 4;
const STATE_MS = 250;

const order = workerData as CaptureOrder;
const post = (message: CaptureMessage): void => parentPort?.postMessage(message);
const ring = new BlockRing(order.memory);
const recorder = order.recording === null ? null : new Recorder(order.recording, () => Date.now());
const spool = order.spool === null ? null : new SpoolWriter(order.spool, () => performance.now());
const handover = new Handover(ring, spool, (block) => post({ type: 'block', block }));
const waiting: (() => void)[] = [];

const gate = (): Promise<void> | null => (filler.mustWait ? new Promise((resolve) => waiting.push(resolve)) : null);
const source = openLiveSource(order.plan, gate);
const filler = new BlockFiller(ring, source.interfaces, recorder, {
  described: (description) => post({ type: 'interface', description }),
  handover,
  skipped: (run) => post({ type: 'skipped', run }),
});

const letGo = (): void => {
  if (!filler.mustWait) for (const go of waiting.splice(0)) go();
};
handover.onRoom = letGo;
let lower = (): void => undefined;
/** Rights are the process's: what is made while they are raised would belong to root. */
const lowered = new Promise<void>((resolve) => (lower = resolve));
parentPort?.on('message', (request: CaptureRequest) => {
  if (request === 'stop') source.stop();
  if (request === 'lowered') lower();
  letGo();
});

let flushedAt = 0;

function flush(): void {
  const now = performance.now();
  if (handover.waiting > BEHIND_BLOCKS && now - flushedAt < FLUSH_BEHIND_MS) return;
  flushedAt = now;
  filler.flush();
}

function tell(): void {
  spool?.tidy();
  post({ type: 'state', source: source.stats(), recording: recorder?.state() ?? null, spool: spool?.state() ?? null });
}

/** Lets this thread go before the analysis on a busy machine, where we may: what it does not fetch in time is lost. */
function hasten(): void {
  try {
    // To Linux, 0 is the thread that asks.
    setPriority(0, Math.min(getPriority(0), constants.priority.PRIORITY_ABOVE_NORMAL));
  } catch {
    // Without that right it goes as fast as the rest of us.
  }
}

/** Captures until the source ends, then closes the recording. */
async function capture(): Promise<void> {
  hasten();
  source.start?.();
  // Says that what captures has been started.
  tell();
  await lowered;
  await recorder?.start();
  const flushing = setInterval(flush, FLUSH_MS);
  const telling = setInterval(tell, STATE_MS);
  const report = await source.run((frame) => filler.take(frame), new AbortController().signal);
  clearInterval(flushing);
  clearInterval(telling);
  filler.flush();
  const { kernelDrops, interfaceDrops } = report.counters;
  const recording = (await recorder?.close({ kernelDrops, interfaceDrops, at: report.last ?? 0 })) ?? null;
  await handover.settle();
  post({ type: 'end', report, unread: filler.unread, recording, spool: spool?.state() ?? null });
  parentPort?.close();
}

void capture();
