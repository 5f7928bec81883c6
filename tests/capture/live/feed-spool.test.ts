import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BLOCK_LENGTH } from '../../../src/capture/live/block-ring.ts';
import { type FeedReport, LiveFeed } from '../../../src/capture/live/feed.ts';
import { SPOOL_DEFAULTS, type SpoolOptions } from '../../../src/capture/live/spool.ts';
import { RECORDING_DEFAULTS } from '../../../src/capture/recording/recording.ts';
import { buildPcap } from '../../builders/pcap.ts';

/** A source that is much faster than the analysis: what the ring has no room for waits in the spool. */

const FRAMES = 24_000;
const LENGTH = 1_000;
/** What the whole capture takes in the ring; the ring holds a sixth of it. */
const BLOCKS = Math.ceil((FRAMES * (LENGTH + 32)) / BLOCK_LENGTH);

const frames = Array.from({ length: FRAMES }, (_, index) => {
  const octets = Buffer.alloc(LENGTH, index);
  octets.writeUInt32LE(index, 0);
  return { octets, at: 1_600_000_000_000_000 + index * 10 };
});
const capture = buildPcap(frames);
const EXPECTED = digest((add) => frames.forEach(({ octets, at }, index) => add(index + 1, at, octets)));

function digest(walk: (add: (number: number, at: number, octets: Buffer) => void) => void): string {
  const hash = createHash('sha256');
  walk((number, at, octets) => hash.update(`${number} ${at} `).update(octets));
  return hash.digest('hex');
}

let folder: string;
let path: string;
let spool: SpoolOptions;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mouchard-feed-'));
  path = join(folder, 'capture');
  writeFileSync(path, capture);
  mkdirSync(join(folder, 'spool'));
  spool = { ...SPOOL_DEFAULTS, folder: join(folder, 'spool'), freeOctetsMin: 0 };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Seen {
  readonly report: FeedReport;
  readonly sha256: string;
  readonly frames: number;
  /** The most that waited, and for how much of the capture's time. */
  readonly waiting: number;
  readonly behind: number;
  readonly blocks: number;
}

const pauses = new Int32Array(new SharedArrayBuffer(4));

/** Holds the analysis up until what waits for it has not grown for a while: all has come that can come. */
function holdUp(feed: LiveFeed): void {
  for (let before = -1, now = 0; now > before; now = feed.stats().waitingFrames) {
    before = now;
    Atomics.wait(pauses, 0, 0, 400);
  }
}

/**
 * Analyses slowly: 2 ms for every 100 frames. `late`: begins when everything waits that there is room for. `stopAt`: the capture is asked
 * to end when this frame is analysed and as many more wait.
 */
async function analyse(
  options: Partial<ConstructorParameters<typeof LiveFeed>[1]>,
  { late = false, stopAt = 0 }: { readonly late?: boolean; readonly stopAt?: number } = {},
): Promise<Seen> {
  const plan = { kind: 'stream', program: null, interfaces: [path], snapLength: null, filter: null, bufferMebibytes: 1 } as const;
  const feed = new LiveFeed(plan, { recording: null, queueMebibytes: 4, spool, ...options });
  const abort = new AbortController();
  const most = { waiting: 0, behind: 0, blocks: 0 };
  let count = 0;
  const hash = createHash('sha256');
  const report = await feed.run(({ number, timestamp, buffer, start, end }) => {
    hash.update(`${number} ${timestamp} `).update(buffer.subarray(start, end));
    count += 1;
    if (late && count === 100) holdUp(feed);
    if (count === stopAt) {
      while (feed.stats().waitingFrames < stopAt) Atomics.wait(pauses, 0, 0, 10);
      abort.abort();
    }
    if (count % 100 !== 0) return;
    Atomics.wait(pauses, 0, 0, 2);
    const { waitingFrames, newest, spool: state } = feed.stats();
    most.waiting = Math.max(most.waiting, waitingFrames);
    most.behind = Math.max(most.behind, (newest ?? timestamp) - timestamp);
    most.blocks = Math.max(most.blocks, state?.blocks ?? 0);
  }, abort.signal);
  expect(feed.stats()).toMatchObject({ waitingFrames: 0, waitingOctets: 0 });
  return { report, sha256: hash.digest('hex'), frames: count, ...most };
}

describe('LiveFeed with a spool', () => {
  it('a slow analysis gets every frame, in order, octet for octet', async () => {
    const seen = await analyse({}, { late: true });
    expect(seen).toMatchObject({ sha256: EXPECTED, frames: FRAMES });
    expect(seen.report).toMatchObject({ frames: FRAMES, unanalysedFrames: 0, damage: null, notices: [] });
    // Far more waited than the ring holds.
    expect(seen.waiting).toBeGreaterThan(FRAMES / 2);
    expect(seen.blocks).toBeGreaterThan(BLOCKS / 4);
    expect(seen.behind).toBeGreaterThan(FRAMES * 5);
    expect(readdirSync(spool.folder)).toEqual([]);
  });

  it('recording too: both are whole', async () => {
    const recording = { ...RECORDING_DEFAULTS, folder: join(folder, 'record'), freeOctetsMin: 0 };
    const seen = await analyse({ recording, queueMebibytes: 16, spool: { ...spool, folder: recording.folder } });
    expect(seen).toMatchObject({ sha256: EXPECTED, frames: FRAMES });
    expect(seen.report).toMatchObject({ unanalysedFrames: 0, recording: { frames: FRAMES, missingFrames: 0 } });
    expect(readdirSync(recording.folder).filter((name) => !/^mouchard-.*\.(pcapng|ndjson)$/.test(name))).toEqual([]);
  });

  it('a spool that is full holds a stream back, which loses nothing, and says so', async () => {
    const seen = await analyse({ spool: { ...spool, octetsMax: 4 * BLOCK_LENGTH } }, { late: true });
    expect(seen).toMatchObject({ sha256: EXPECTED, frames: FRAMES });
    expect(seen.blocks).toBeLessThanOrEqual(4);
    expect(seen.waiting).toBeLessThan(FRAMES / 2);
    const { notices } = seen.report;
    expect(notices).toEqual([{ code: 'live-spool-full', count: expect.any(Number) as number, incomplete: false }]);
  });

  it('a disk without room leaves things as they are without a spool, and says so', async () => {
    const seen = await analyse({ spool: { ...spool, freeOctetsMin: Number.MAX_SAFE_INTEGER } });
    expect(seen).toMatchObject({ sha256: EXPECTED, frames: FRAMES, blocks: 0 });
    expect(seen.report.notices).toMatchObject([{ code: 'live-spool-disk-full', incomplete: false }]);
  });

  it('a folder that cannot be written into does too', async () => {
    const seen = await analyse({ spool: { ...spool, folder: join(path, 'x') } });
    expect(seen).toMatchObject({ sha256: EXPECTED, frames: FRAMES, blocks: 0 });
    expect(seen.report.notices).toEqual([{ code: 'live-spool-failed', count: 1, incomplete: false }]);
  });

  it('what had arrived when the capture was stopped is analysed to its end', async () => {
    const seen = await analyse({}, { stopAt: 5_000 });
    const { report } = seen;
    expect(report.unanalysedFrames).toBe(0);
    expect(seen.frames).toBe(report.counters.received);
    expect(seen.frames).toBeGreaterThanOrEqual(10_000);
    const arrived = frames.slice(0, seen.frames);
    expect(seen.sha256).toBe(digest((add) => arrived.forEach(({ octets, at }, index) => add(index + 1, at, octets))));
  });
});
