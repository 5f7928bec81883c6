import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCapture } from '../../../src/capture/open-capture.ts';
import { Recorder } from '../../../src/capture/recording/recorder.ts';
import { readIndex } from '../../../src/capture/recording/recording-index.ts';
import { findRecorded, RECORDING_DEFAULTS, type RecordingOptions } from '../../../src/capture/recording/recording.ts';
import { diskLacks, mountDisk, unmountDisk } from '../../builders/small-disk.ts';
import { ETHERNET, recordBlock } from './blocks.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;
const UNKNOWN = { kernelDrops: null, interfaceDrops: null, at: 0 };
let options: RecordingOptions;
let now: number;

beforeEach(() => {
  options = { ...RECORDING_DEFAULTS, folder: mkdtempSync(join(tmpdir(), 'mouchard-record-')), freeOctetsMin: 0 };
  now = Date.UTC(2026, 0, 2, 3, 4, 5);
});
afterEach(() => rmSync(options.folder, { recursive: true, force: true }));

async function started(change: Partial<RecordingOptions> = {}): Promise<Recorder> {
  const recorder = new Recorder({ ...options, ...change }, () => now);
  await recorder.start();
  recorder.describe(ETHERNET);
  return recorder;
}

/** The numbers that the frames of a file tell, and what our reader says about it. */
async function readBack(name: string): Promise<{ numbers: number[]; damage: unknown; dropped: number | null }> {
  const numbers: number[] = [];
  const { damage, dropped } = await openCapture(join(options.folder, name)).run(
    ({ buffer, start }) => numbers.push(buffer.readUInt32BE(start)),
    new AbortController().signal,
  );
  return { numbers, damage, dropped };
}

const count = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
/** Waits until everything that was handed over is written or given up. */
async function settled(recorder: Recorder): Promise<void> {
  while (recorder.state().waitingOctets > 0) await new Promise((resolve) => setImmediate(resolve));
}

describe('Recorder', () => {
  it('writes frames into files of bounded size, hashed, and notes them in the index', async () => {
    const recorder = await started({ fileOctetsMax: 6_000 });
    let released = 0;
    for (let first = 1; first <= 91; first += 10) recorder.record(recordBlock(first, 10, 100, () => (released += 1)));
    const state = await recorder.close(UNKNOWN);
    expect(released).toBe(10);
    expect(state).toMatchObject({ frames: 100, missingFrames: 0, waitingOctets: 0, trouble: null });
    expect(state.files.map(({ name, first, frames }) => [name, first, frames])).toEqual([
      ['mouchard-20260102T030405Z-0001-20260102T030405Z.pcapng', 1, 40],
      ['mouchard-20260102T030405Z-0002-20260102T030405Z.pcapng', 41, 40],
      ['mouchard-20260102T030405Z-0003-20260102T030405Z.pcapng', 81, 20],
    ]);
    for (const { name, first, frames, octets, sha256 } of state.files) {
      expect(await readBack(name)).toEqual({ numbers: count(first, first + frames - 1), damage: null, dropped: null });
      const held = readFileSync(join(options.folder, name));
      expect([held.length, createHash('sha256').update(held).digest('hex')]).toEqual([octets, sha256]);
      expect(statSync(join(options.folder, name)).mode & 0o777).toBe(0o600);
    }
    const index = readIndex(readFileSync(join(options.folder, 'mouchard-20260102T030405Z.index.ndjson'), 'utf8'));
    expect(index).toEqual({ files: state.files, brokenAt: null });
    expect(findRecorded(index.files, 57)).toEqual({ file: state.files[1]!.name, frame: 17 });
  });

  it('begins a new file when the open one is old', async () => {
    const recorder = await started({ fileSecondsMax: 60 });
    recorder.record(recordBlock(1, 1));
    await settled(recorder);
    now += 59_000;
    recorder.record(recordBlock(2, 1));
    await settled(recorder);
    now += 1_000;
    recorder.record(recordBlock(3, 1));
    const { files } = await recorder.close(UNKNOWN);
    expect(files.map(({ first, frames }) => [first, frames])).toEqual([
      [1, 2],
      [3, 1],
    ]);
    expect(files[1]!.name).toMatch(/-0002-20260102T030505Z\.pcapng$/);
  });

  it('begins a new file behind a gap, so that frames can be found', async () => {
    const recorder = await started();
    recorder.record(recordBlock(1, 5));
    recorder.miss(5, 500);
    recorder.record(recordBlock(11, 5));
    const state = await recorder.close(UNKNOWN);
    expect(state).toMatchObject({ frames: 10, missingFrames: 5, missingOctets: 500 });
    expect(findRecorded(state.files, 7)).toBeNull();
    expect(findRecorded(state.files, 12)).toEqual({ file: state.files[1]!.name, frame: 2 });
  });

  it('keeps so many files, and notes which went', async () => {
    const recorder = await started({ filesMax: 2, fileOctetsMax: 1_000 });
    for (let first = 1; first <= 41; first += 10) recorder.record(recordBlock(first, 10));
    const state = await recorder.close(UNKNOWN);
    expect(state.files.map((file) => file.state)).toEqual(['deleted', 'deleted', 'deleted', 'closed', 'closed']);
    const kept = readdirSync(options.folder).filter((name) => name.endsWith('.pcapng'));
    expect(kept.sort()).toEqual(state.files.slice(3).map(({ name }) => name));
    expect(findRecorded(state.files, 1)).toBeNull();
    const index = readdirSync(options.folder).find((name) => name.endsWith('.ndjson'))!;
    expect(readIndex(readFileSync(join(options.folder, index), 'utf8'))).toEqual({ files: state.files, brokenAt: null });
  });

  it('keeps the file of a ring of one', async () => {
    const recorder = await started({ filesMax: 1, fileOctetsMax: 1_000 });
    for (let first = 1; first <= 21; first += 10) recorder.record(recordBlock(first, 10));
    expect((await recorder.close(UNKNOWN)).files.map((file) => file.state)).toEqual(['deleted', 'deleted', 'closed']);
  });

  it('touches nothing of a recording that is there', async () => {
    const first = await started({ filesMax: 1 });
    first.record(recordBlock(1, 1));
    const [before] = (await first.close(UNKNOWN)).files;
    const second = await started({ filesMax: 1 });
    second.record(recordBlock(1, 1));
    const [after] = (await second.close(UNKNOWN)).files;
    expect(after!.name).toBe('mouchard-20260102T030405Z_2-0001-20260102T030405Z.pcapng');
    expect((await readBack(before!.name)).numbers).toEqual([1]);
  });

  it('ends with what was lost', async () => {
    const recorder = await started();
    recorder.record(recordBlock(1, 3));
    const { files } = await recorder.close({ kernelDrops: 4, interfaceDrops: 2, at: 1_700_000_000_000_000 });
    expect(await readBack(files[0]!.name)).toEqual({ numbers: [1, 2, 3], damage: null, dropped: 6 });
  });

  it('records nothing where there is nothing', async () => {
    const state = await (await started()).close(UNKNOWN);
    expect(state).toMatchObject({ files: [], frames: 0, trouble: null });
    expect(readdirSync(options.folder).filter((name) => name.endsWith('.pcapng'))).toEqual([]);
  });

  it('says that it cannot write, and tries again', async () => {
    const file = join(options.folder, 'in-the-way');
    writeFileSync(file, '');
    const recorder = await started({ folder: join(file, 'folder') });
    expect(recorder.state().trouble).toEqual({ code: 'record-failed', detail: 'ENOTDIR' });
    recorder.record(recordBlock(1, 10));
    await settled(recorder);
    expect(recorder.state()).toMatchObject({ frames: 0, missingFrames: 10 });
    rmSync(file);
    now += 5_000;
    recorder.record(recordBlock(11, 10));
    const state = await recorder.close(UNKNOWN);
    expect(state).toMatchObject({ frames: 10, missingFrames: 10, trouble: null, files: [{ first: 11 }] });
    expect(state.files[0]!.name).toMatch(/^mouchard-/);
  });

  it('gives each of those that begin in one folder at the same moment names of its own', async () => {
    const recorders = await Promise.all(Array.from({ length: 5 }, () => started()));
    for (const recorder of recorders) recorder.record(recordBlock(1, 10));
    const states = await Promise.all(recorders.map((recorder) => recorder.close(UNKNOWN)));
    expect(states.map(({ frames, trouble }) => [frames, trouble])).toEqual(states.map(() => [10, null]));
    expect(new Set(states.map(({ files }) => files[0]!.name)).size).toBe(5);
    const indexes = readdirSync(options.folder).filter((name) => name.endsWith('.ndjson'));
    expect(indexes).toHaveLength(5);
    for (const name of indexes)
      expect(readIndex(readFileSync(join(options.folder, name), 'utf8'))).toMatchObject({ brokenAt: null, files: [{}] });
  });

  it('counts what was in a file that somebody deleted while it was written, and goes on in another', async () => {
    const recorder = await started();
    recorder.record(recordBlock(1, 10));
    await settled(recorder);
    rmSync(join(options.folder, recorder.state().files[0]!.name));
    // Whether it is still there is seen when it is forced to the disk.
    await pause(1_500);
    recorder.record(recordBlock(11, 10));
    const state = await recorder.close(UNKNOWN);
    expect(state).toMatchObject({
      frames: 10,
      missingFrames: 10,
      trouble: null,
      files: [{ state: 'deleted' }, { first: 11, state: 'closed' }],
    });
    expect((await readBack(state.files[1]!.name)).numbers).toEqual(count(11, 20));
    const index = readdirSync(options.folder).find((name) => name.endsWith('.ndjson'))!;
    expect(readIndex(readFileSync(join(options.folder, index), 'utf8'))).toEqual({ files: state.files, brokenAt: null });
  });

  it('says so where the folder was deleted, and goes on when there is one again', async () => {
    const folder = join(options.folder, 'here');
    const recorder = await started({ folder });
    recorder.record(recordBlock(1, 10));
    await settled(recorder);
    rmSync(folder, { recursive: true });
    await pause(1_500);
    recorder.record(recordBlock(11, 10));
    await settled(recorder);
    expect(recorder.state()).toMatchObject({ frames: 0, missingFrames: 20, trouble: { code: 'record-failed', detail: 'ENOENT' } });
    mkdirSync(folder);
    now += 5_000;
    recorder.record(recordBlock(21, 10));
    expect(await recorder.close(UNKNOWN)).toMatchObject({ frames: 10, missingFrames: 20, trouble: null });
  });

  it('leaves room on the disk', async () => {
    const recorder = await started({ freeOctetsMin: Number.MAX_SAFE_INTEGER });
    recorder.record(recordBlock(1, 10));
    expect(await recorder.close(UNKNOWN)).toMatchObject({ files: [], missingFrames: 10, trouble: { code: 'disk-full', detail: 'ENOSPC' } });
  });
});

if (diskLacks !== null) console.log(`full disks are not tried: ${diskLacks}`);

describe.skipIf(diskLacks !== null)('on a small disk', () => {
  let disk: string;
  beforeEach(() => {
    disk = join(options.folder, 'disk');
    expect(mountDisk(disk, '256k')).toBe(true);
  });
  afterEach(() => unmountDisk(disk));

  it('keeps whole files when it is full, counts what is missing, and goes on when there is room again', async () => {
    const recorder = await started({ folder: disk });
    let next = 1;
    const some = async (blocks: number): Promise<void> => {
      for (let block = 0; block < blocks; block += 1, next += 100) recorder.record(recordBlock(next, 100, 400));
      await settled(recorder);
    };
    await some(10);
    const full = recorder.state();
    expect(full.trouble).toEqual({ code: 'disk-full', detail: 'ENOSPC' });
    expect(full.frames).toBeGreaterThan(0);
    expect(full.frames + full.missingFrames).toBe(1_000);
    const [kept] = full.files;
    expect(spawnSync('mount', ['-o', 'remount,size=4m', disk]).status).toBe(0);
    await some(1);
    expect(recorder.state().trouble).not.toBeNull();
    now += 5_000;
    await some(2);
    const state = await recorder.close(UNKNOWN);
    expect(state).toMatchObject({ trouble: null, missingFrames: full.missingFrames + 100, frames: full.frames + 200 });
    expect(state.files.map(({ first }) => first)).toEqual([1, 1_101]);
    options = { ...options, folder: disk };
    expect(await readBack(kept!.name)).toEqual({ numbers: count(1, full.frames), damage: null, dropped: null });
    expect((await readBack(state.files[1]!.name)).numbers).toEqual(count(1_101, 1_300));
  });

  it('gives up the oldest files of a ring to stay within it', async () => {
    const recorder = await started({ folder: disk, filesMax: 100, fileOctetsMax: 30_000, freeOctetsMin: 64 << 10 });
    for (let first = 1; first <= 2_000; first += 50) {
      recorder.record(recordBlock(first, 50, 400));
      await settled(recorder);
    }
    const state = await recorder.close(UNKNOWN);
    expect(state).toMatchObject({ frames: 2_000, missingFrames: 0, trouble: null });
    expect(state.files.filter((file) => file.state === 'deleted').length).toBeGreaterThan(10);
    expect(state.files.at(-1)!.state).toBe('closed');
  });
});

describe('a writer that is killed', () => {
  it('leaves files that open, and nothing of what it had finished is lost', async () => {
    const child = spawn(join(ROOT, 'node_modules/.bin/tsx'), [join(ROOT, 'tests/capture/recording/writer.ts'), options.folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    let written = 0;
    await new Promise<void>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        written = Number(text.trim().split('\n').pop());
        if (written > 4_000) resolve();
      });
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    process.kill(-child.pid!, 'SIGKILL');
    await ended;
    const names = readdirSync(options.folder)
      .filter((name) => name.endsWith('.pcapng'))
      .sort();
    const numbers: number[] = [];
    for (const [index, name] of names.entries()) {
      const read = await readBack(name);
      if (index < names.length - 1) expect(read.damage).toBeNull();
      numbers.push(...read.numbers);
    }
    expect(names.length).toBeGreaterThan(2);
    expect(numbers).toEqual(count(1, numbers.length));
    expect(numbers.length).toBeGreaterThanOrEqual(written);
    const tshark = spawnSync('tshark', ['-r', join(options.folder, names.at(-1)!), '-T', 'fields', '-e', 'frame.number'], {
      encoding: 'utf8',
    });
    if (tshark.error === undefined) expect(tshark.stdout.trim().split('\n').length).toBe((await readBack(names.at(-1)!)).numbers.length);
    const index = readdirSync(options.folder).find((name) => name.endsWith('.ndjson'))!;
    expect(readIndex(readFileSync(join(options.folder, index), 'utf8')).brokenAt).toBeNull();
  });
});
