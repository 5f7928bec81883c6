import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChildSource, type ChildPlan } from '../../../src/capture/live/child-source.ts';
import { buildPcap, sampleFrames } from '../../builders/pcap.ts';

const FRAMES = sampleFrames(50);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mouchard-child-'));
  writeFileSync(join(folder, 'capture'), buildPcap(FRAMES, { nanoseconds: true }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const planOf = (script: string, rest: Partial<ChildPlan> = {}): ChildPlan => ({
  kind: 'tcpdump',
  program: '/bin/sh',
  args: ['-c', script, 'sh', join(folder, 'capture')],
  interfaces: ['lo'],
  knowledge: { kernelTimestamps: true, originalLengths: true, kernelDrops: 'live', interfaceDrops: 'live' },
  pollSignal: null,
  handoverMs: 0,
  hear: (line, ledger) => {
    ledger.capturing ||= line === 'ready';
    if (line.startsWith('lost ')) ledger.kernelDrops = Number(line.slice(5));
  },
  ...rest,
});

const never = new AbortController().signal;

describe('ChildSource', () => {
  it('gives what the program writes, with nanoseconds, until it is asked to end', async () => {
    const source = new ChildSource(planOf('trap "echo lost 4 >&2; exit 0" INT; echo ready >&2; cat "$1"; while :; do sleep 0.05; done'));
    const seen: [number, number][] = [];
    expect(source.stats().state).toBe('starting');
    const report = await source.run(({ timestamp, nanoseconds }) => {
      seen.push([timestamp, nanoseconds ?? -1]);
      if (seen.length === FRAMES.length) {
        expect(source.stats()).toMatchObject({ state: 'capturing', received: FRAMES.length });
        source.stop();
        source.stop();
      }
    }, never);
    expect(seen).toEqual(FRAMES.map(({ at }) => [at, 7]));
    expect(report).toMatchObject({
      failure: null,
      frames: 50,
      dropped: 4,
      damage: null,
      sha256: '',
      counters: { received: 50, kernelDrops: 4 },
    });
    expect(source.stats().state).toBe('ended');
  });

  it('each record is given when it is whole, not when the stream ends', async () => {
    const source = new ChildSource(planOf('echo ready >&2; head -c 60 "$1"; while :; do sleep 0.05; done'));
    const signal = AbortSignal.timeout(20_000);
    let late = true;
    const report = await source.run(() => {
      late = signal.aborted;
      source.stop();
    }, signal);
    expect(report).toMatchObject({ frames: 1, damage: null, failure: null });
    expect(late).toBe(false);
  });

  it('tells how far it was from the stop where patience came to its end before all was read', async () => {
    const behindMs = 60_000;
    const at = (Date.now() - behindMs) * 1_000;
    writeFileSync(join(folder, 'late'), buildPcap(FRAMES.slice(0, 1).map((frame) => ({ ...frame, at }))));
    const script = `late=${join(folder, 'late')}; trap "exit 0" INT; echo ready >&2; cat $late; while :; do tail -c +25 $late; sleep 0.05; done`;
    const source = new ChildSource(planOf(script, { handoverMs: 2_000 }));
    const report = await source.run(() => source.stop(), never);
    const [notice, ...others] = report.notices;
    expect([notice, others, report.failure]).toEqual([
      { code: 'live-stop-unread', count: expect.any(Number) as number, incomplete: true },
      [],
      null,
    ]);
    expect(notice!.count).toBeGreaterThanOrEqual(behindMs);
  }, 30_000);

  it('the signal ends it as `stop` does', async () => {
    const abort = new AbortController();
    const source = new ChildSource(planOf('echo ready >&2; cat "$1"; exec sleep 60'));
    const report = await source.run(({ number }) => {
      if (number === 50) abort.abort();
    }, abort.signal);
    expect(report).toMatchObject({ frames: 50, failure: null });
  });

  it('says so where the program does not end when it is asked, and takes nothing that came for damaged', async () => {
    const source = new ChildSource(planOf('trap "" INT; echo ready >&2; cat "$1"; while :; do sleep 0.05; done'));
    const report = await source.run(({ number }) => {
      if (number === 50) source.stop();
    }, never);
    expect(report).toMatchObject({ frames: 50, damage: null, dropped: null, failure: { code: 'program-stuck', interface: 'lo' } });
  });

  it.each<[string, string, object]>([
    ['dies', 'echo ready >&2; cat "$1"; kill -9 $$', { code: 'program-died', detail: 'SIGKILL: ready' }],
    ['ends by itself', 'echo ready >&2; cat "$1"', { code: 'program-died', detail: 'exit 0: ready' }],
    ['does not begin', 'echo nonsense >&2; exit 9', { code: 'program-failed', detail: 'exit 9: nonsense' }],
    ['may not', 'echo "lo: permission to capture denied: Operation not permitted" >&2; exit 1', { code: 'no-permission', interface: 'lo' }],
    ['loses its interface', 'echo "The interface disappeared" >&2; cat "$1"', { code: 'interface-gone', interface: 'lo' }],
    ['says something else', 'echo this is no capture; exec sleep 60', { code: 'program-failed' }],
  ])('a program that %s', async (_name, script, failure) => {
    let frames = 0;
    const report = await new ChildSource(planOf(script)).run(() => (frames += 1), never);
    expect(report.failure).toMatchObject(failure);
    expect(report.frames).toBe(frames);
  });

  it('says which of several interfaces is gone', async () => {
    const plan = planOf('echo ready >&2; cat "$1"; exit 1', { interfaces: ['lo', 'nosuch0'] });
    const report = await new ChildSource(plan).run(() => undefined, never);
    expect(report).toMatchObject({ frames: 50, failure: { code: 'interface-gone', interface: 'nosuch0' } });
  });

  it.each([
    ['/nonexistent/dumpcap', 'program-missing'],
    ['/etc/passwd', 'no-permission'],
  ])('%s cannot be started', async (program, code) => {
    const report = await new ChildSource(planOf('', { program })).run(() => undefined, never);
    expect(report).toMatchObject({ frames: 0, failure: { code } });
  });

  it('goes through what gives it its rights, and may be started before it is read', async () => {
    const source = new ChildSource(planOf('echo ready >&2; cat "$1"', { through: ['/usr/bin/env', 'SHELL=/bin/false'] }));
    source.start();
    source.start();
    let frames = 0;
    expect(await source.run(() => (frames += 1), never)).toMatchObject({ frames: 50 });
    expect(frames).toBe(50);
  });

  it('gives what has come already where it is stopped between its start and its reading', async () => {
    const source = new ChildSource(planOf('cat "$1"; echo ready >&2; exec sleep 60'));
    source.start();
    while (source.stats().state !== 'capturing') await new Promise((resolve) => setTimeout(resolve, 5));
    source.stop();
    expect(await source.run(() => undefined, never)).toMatchObject({ frames: 50, failure: null });
  });

  it('starts nothing where it was stopped before', async () => {
    const source = new ChildSource(planOf('echo ready >&2; cat "$1"'));
    source.stop();
    expect(await source.run(() => undefined, never)).toMatchObject({ frames: 0, failure: null });
  });

  it('waits where the gate says so', async () => {
    let open: () => void = () => undefined;
    let asked = 0;
    const gate = (): Promise<void> | null => {
      asked += 1;
      return asked === 1 ? new Promise((resolve) => (open = resolve)) : null;
    };
    const source = new ChildSource(planOf('echo ready >&2; cat "$1"'), gate);
    let frames = 0;
    const run = source.run(() => (frames += 1), never);
    while (asked === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(frames).toBe(0);
    open();
    expect(await run).toMatchObject({ frames: 50 });
  });
});
