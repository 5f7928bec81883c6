import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LiveFeed } from '../../../src/capture/live/feed.ts';
import type { SourcePlan } from '../../../src/capture/live/live-source.ts';
import { findRecorded, RECORDING_DEFAULTS, type RecordingOptions } from '../../../src/capture/recording/recording.ts';
import { openCapture } from '../../../src/capture/open-capture.ts';
import type { Frame } from '../../../src/capture/source.ts';
import { buildPcap, sampleFrames, type BuiltFrame } from '../../builders/pcap.ts';
import { enhancedPacket, interfaceBlock, sectionHeader } from '../../builders/pcapng.ts';

const never = new AbortController().signal;
let folder: string;
let recording: RecordingOptions;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mouchard-feed-'));
  recording = { ...RECORDING_DEFAULTS, folder: join(folder, 'record'), freeOctetsMin: 0 };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const streamOf = (path: string): SourcePlan => ({
  kind: 'stream',
  program: null,
  interfaces: [path],
  snapLength: null,
  filter: null,
  bufferMebibytes: 1,
});

/** A plan over a file with these octets. */
function planOf(octets: Buffer): SourcePlan {
  const path = join(folder, 'capture');
  writeFileSync(path, octets);
  return streamOf(path);
}

const facts = (frame: Frame): string =>
  [frame.number, frame.timestamp, frame.originalLength, frame.linkType, frame.buffer.hexSlice(frame.start, frame.end)].join(' ');
const expected = (frames: readonly BuiltFrame[]): string[] =>
  frames.map(({ octets, at, original }, index) => [index + 1, at, original ?? octets.length, 1, octets.toString('hex')].join(' '));

describe('LiveFeed', () => {
  it('gives the frames that the other thread captures', async () => {
    const frames = sampleFrames(500);
    const feed = new LiveFeed(planOf(buildPcap(frames)), { recording: null, queueMebibytes: 1, spool: null });
    const seen: string[] = [];
    const report = await feed.run((frame) => seen.push(facts(frame)), never);
    expect(seen).toEqual(expected(frames));
    expect(report).toMatchObject({
      kind: 'stream',
      frames: 500,
      failure: null,
      unanalysedFrames: 0,
      recording: null,
      sha256: '',
      damage: null,
    });
    expect(feed.stats()).toMatchObject({
      waitingFrames: 0,
      waitingOctets: 0,
      unanalysedFrames: 0,
      source: { state: 'ended', received: 500 },
    });
    expect(feed.progress()).toMatchObject({ frames: 500, octetsTotal: null });
  });

  it('gives long frames whole, wherever they lie between short ones', async () => {
    const frames = sampleFrames(600).map((frame, index) =>
      index % 97 === 0 ? { at: frame.at, octets: Buffer.alloc(50_000 + index, index) } : frame,
    );
    const feed = new LiveFeed(planOf(buildPcap(frames)), { recording: null, queueMebibytes: 4, spool: null });
    const seen: string[] = [];
    await feed.run((frame) => seen.push(facts(frame)), never);
    const wanted = expected(frames);
    expect([seen.length, seen.findIndex((each, index) => each !== wanted[index])]).toEqual([frames.length, -1]);
  });

  it('lets others have their turn within a block, however long its frames take', async () => {
    const frames = sampleFrames(3_000);
    const feed = new LiveFeed(planOf(buildPcap(frames)), { recording: null, queueMebibytes: 4, spool: null });
    const pause = new Int32Array(new SharedArrayBuffer(4));
    let [sinceTurn, longest, over] = [0, 0, false];
    const turn = (): void => {
      sinceTurn = 0;
      if (!over) setImmediate(turn);
    };
    turn();
    await feed.run(() => {
      Atomics.wait(pause, 0, 0, 1);
      sinceTurn += 1;
      longest = Math.max(longest, sinceTurn);
    }, never);
    over = true;
    // A slice holds no more of the shortest frames than these.
    expect(longest).toBeLessThanOrEqual(512);
  }, 30_000);

  it('starts what captures when it is told to begin, with the rights that are lent for that alone', async () => {
    const capture = join(folder, 'capture');
    const frames = sampleFrames(20);
    writeFileSync(capture, buildPcap(frames));
    writeFileSync(join(folder, 'dumpcap'), `#!/bin/sh\ntouch ${folder}/begun\ncat ${capture}\nexec sleep 60\n`, { mode: 0o755 });
    const plan: SourcePlan = { ...streamOf('lo'), kind: 'dumpcap', program: join(folder, 'dumpcap') };
    const feed = new LiveFeed(plan, { recording: null, queueMebibytes: 1, spool: null });
    let lent = 0;
    await feed.begin(async (work) => {
      lent += 1;
      await work();
      lent -= 1;
    });
    expect(lent).toBe(0);
    while (!existsSync(join(folder, 'begun'))) await new Promise((resolve) => setTimeout(resolve, 10));
    const seen: string[] = [];
    const report = await feed.run((frame) => {
      seen.push(facts(frame));
      if (seen.length === frames.length) feed.stop();
    }, never);
    expect(seen).toEqual(expected(frames));
    expect(report.failure).toBeNull();
  });

  it('records them too, and says where each lies', async () => {
    const frames = sampleFrames(500);
    const feed = new LiveFeed(planOf(buildPcap(frames)), { recording: { ...recording, fileOctetsMax: 1 }, queueMebibytes: 1, spool: null });
    let seen = 0;
    const report = await feed.run(() => (seen += 1), never);
    const { files } = report.recording!;
    expect(seen).toBe(500);
    expect(report.recording).toMatchObject({ frames: 500, missingFrames: 0, trouble: null });
    const place = findRecorded(files, 321)!;
    const found: string[] = [];
    await openCapture(join(recording.folder, place.file)).run((frame) => {
      if (frame.number === place.frame) found.push(facts({ ...frame, number: 321 }));
    }, never);
    expect(found).toEqual([expected(frames)[320]]);
    const lines = files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
    expect(report.sha256).toBe(createHash('sha256').update(lines).digest('hex'));
  });

  it('keeps interfaces and link types apart', async () => {
    const [one, two] = sampleFrames(2) as [BuiltFrame, BuiltFrame];
    const blocks = [
      sectionHeader(),
      interfaceBlock(false, 1),
      interfaceBlock(false, 127),
      enhancedPacket(false, 1, BigInt(one.at), one),
      enhancedPacket(false, 0, BigInt(two.at), two),
    ];
    const seen: unknown[] = [];
    const feed = new LiveFeed(planOf(Buffer.concat(blocks)), { recording: null, queueMebibytes: 1, spool: null });
    await feed.run(({ linkType, interfaceIndex }) => seen.push([linkType, interfaceIndex]), never);
    expect(seen).toEqual([
      [127, 0],
      [1, 1],
    ]);
  });

  it('holds a fast stream back where nothing is recorded: no frame is lost', async () => {
    const octets = Buffer.alloc(1_400, 1);
    const frames = Array.from({ length: 8_000 }, (_, index) => ({ octets, at: 1_600_000_000_000_000 + index }));
    const feed = new LiveFeed(planOf(buildPcap(frames)), { recording: null, queueMebibytes: 1, spool: null });
    const pauses = new Int32Array(new SharedArrayBuffer(4));
    let numbers = 0;
    const report = await feed.run(({ number }) => {
      numbers += 1;
      expect(number).toBe(numbers);
      if (number % 500 === 0) Atomics.wait(pauses, 0, 0, 20);
    }, never);
    expect(report).toMatchObject({ frames: 8_000, unanalysedFrames: 0 });
    expect(numbers).toBe(8_000);
  });

  it('frames that were left out keep their numbers, and interfaces that only they used are known', async () => {
    const octets = Buffer.alloc(1_400, 1);
    const frames = Array.from({ length: 8_000 }, (_, index) => ({ octets, at: 1_600_000_000_000_000 + index }));
    const late = { octets: Buffer.from('late'), at: 1_600_000_001_000_000 };
    const blocks = [sectionHeader(), interfaceBlock(false, 1), interfaceBlock(false, 127), interfaceBlock(false, 113)];
    frames.forEach((frame, index) => blocks.push(enhancedPacket(false, index === 7_500 ? 1 : 0, BigInt(frame.at), frame)));
    const path = join(folder, 'pipe');
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    writeFileSync(join(folder, 'first'), Buffer.concat(blocks));
    writeFileSync(join(folder, 'late'), enhancedPacket(false, 2, BigInt(late.at), late));
    const script = '(cat first; touch done; until [ -e go ]; do sleep 0.05; done; cat late) > pipe';
    const writer = spawn('/bin/sh', ['-c', script], { cwd: folder, stdio: 'ignore' });
    const feed = new LiveFeed(streamOf(path), { recording, queueMebibytes: 4, spool: null });
    const pauses = new Int32Array(new SharedArrayBuffer(4));
    const seen: [number, number][] = [];
    const run = feed.run(({ number, linkType }) => {
      seen.push([number, linkType]);
      // The analysis is busy until everything was captured.
      while (number === 1 && !existsSync(join(folder, 'done'))) Atomics.wait(pauses, 0, 0, 20);
      if (number === 1) Atomics.wait(pauses, 0, 0, 200);
    }, never);
    const settled = (): boolean => {
      const { recording: state, waitingFrames } = feed.stats();
      return waitingFrames === 0 && (state?.frames ?? 0) + (state?.missingFrames ?? 0) === 8_000;
    };
    while (!settled()) await new Promise((resolve) => setTimeout(resolve, 20));
    writeFileSync(join(folder, 'go'), '');
    const report = await run;
    writer.kill();
    expect(report.unanalysedFrames).toBeGreaterThan(500);
    expect(seen.length + report.unanalysedFrames).toBe(8_001);
    expect(seen.at(-1)).toEqual([8_001, 113]);
    expect(report.notices).toContainEqual({ code: 'live-unanalysed', count: report.unanalysedFrames, incomplete: true });
    expect(report.damage).toBeNull();
    expect(report.recording!.frames + report.recording!.missingFrames).toBe(8_001);
  });

  it('ends in order when it is asked to', async () => {
    const path = join(folder, 'pipe');
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    const feed = new LiveFeed(streamOf(path), { recording, queueMebibytes: 1, spool: null });
    const abort = new AbortController();
    const writer = createWriteStream(path);
    writer.on('error', () => undefined);
    writer.write(buildPcap(sampleFrames(100)));
    const report = await feed.run(({ number }) => {
      if (number === 100) abort.abort();
    }, abort.signal);
    feed.stop();
    writer.destroy();
    expect(report).toMatchObject({ frames: 100, failure: null, notices: [], recording: { frames: 100 } });
  });

  it('a failure is in the report', async () => {
    const feed = new LiveFeed(streamOf(join(folder, 'none')), { recording, queueMebibytes: 1, spool: null });
    expect(await feed.run(() => undefined, never)).toMatchObject({
      frames: 0,
      failure: { code: 'stream-missing' },
      recording: { files: [] },
    });
  });

  it('a recording that cannot be written does not keep the analysis from going on', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const plan = planOf(buildPcap(sampleFrames(100)));
    const feed = new LiveFeed(plan, { recording: { ...recording, folder: join(file, 'x') }, queueMebibytes: 1, spool: null });
    let seen = 0;
    const report = await feed.run(() => (seen += 1), never);
    expect(seen).toBe(100);
    expect(report.recording).toMatchObject({ missingFrames: 100, trouble: { code: 'record-failed', detail: 'ENOTDIR' } });
    expect(report.notices).toContainEqual({ code: 'recording-missing', count: 100, incomplete: true });
  });

  it('what the analysis throws comes out', async () => {
    const feed = new LiveFeed(planOf(buildPcap(sampleFrames(10))), { recording: null, queueMebibytes: 1, spool: null });
    const run = feed.run(() => {
      throw new RangeError('a fault');
    }, never);
    await expect(run).rejects.toThrow('a fault');
  });
});
