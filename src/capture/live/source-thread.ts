import { parentPort, workerData } from 'node:worker_threads';
import { Recorder } from '../recording/recorder.ts';
import { BlockFiller } from './block-filler.ts';
import { BlockRing } from './block-ring.ts';
import type { CaptureMessage, CaptureOrder, CaptureRequest } from './capture-messages.ts';
import { openLiveSource } from './open-live-source.ts';

/**
 * The thread that captures: takes frames from the source, hands them to the recorder, then to the analysis. Nothing that the
 * analysis or the disk does can hold it up.
 */

/** Frames wait at most this long for others to share a block with. */
const FLUSH_MS = 40;
const STATE_MS = 250;

const order = workerData as CaptureOrder;
const post = (message: CaptureMessage): void => parentPort?.postMessage(message);
const ring = new BlockRing(order.memory);
const recorder = order.recording === null ? null : new Recorder(order.recording, () => Date.now());
const waiting: (() => void)[] = [];

const gate = (): Promise<void> | null => (filler.mustWait ? new Promise((resolve) => waiting.push(resolve)) : null);
const source = openLiveSource(order.plan, gate);
const filler = new BlockFiller(ring, source.interfaces, recorder, {
  described: (description) => post({ type: 'interface', description }),
  filled: (block) => post({ type: 'block', block }),
  skipped: (run) => post({ type: 'skipped', run }),
});

parentPort?.on('message', (request: CaptureRequest) => {
  if (request === 'stop') source.stop();
  if (!filler.mustWait) for (const go of waiting.splice(0)) go();
});

/** Captures until the source ends, then closes the recording. */
async function capture(): Promise<void> {
  await recorder?.start();
  const flushing = setInterval(() => filler.flush(), FLUSH_MS);
  const telling = setInterval(() => post({ type: 'state', source: source.stats(), recording: recorder?.state() ?? null }), STATE_MS);
  const report = await source.run((frame) => filler.take(frame), new AbortController().signal);
  clearInterval(flushing);
  clearInterval(telling);
  filler.flush();
  const { kernelDrops, interfaceDrops } = report.counters;
  const recording = (await recorder?.close({ kernelDrops, interfaceDrops, at: report.last ?? 0 })) ?? null;
  post({ type: 'end', report, unread: filler.unread, recording });
  parentPort?.close();
}

void capture();
