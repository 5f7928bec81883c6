import { describe, expect, it, vi } from 'vitest';
import { openCapture } from '../../src/capture/open-capture.ts';
import { CaptureError, type Frame } from '../../src/capture/source.ts';
import { loadRules } from '../../src/engine/loader.ts';
import type { LiveInput } from '../../src/live/live-input.ts';
import { LiveSession, type LiveSessionParts, type SessionKeeper } from '../../src/live/live-session.ts';
import { PacedSource } from '../../src/live/paced-source.ts';
import type { Picture } from '../../src/live/picture-log.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { Run } from '../../src/pipeline/run.ts';
import { vocabulary } from '../../src/pipeline/vocabulary.ts';
import { aRun, sourceOf, type TimedFrame } from '../builders/run.ts';

const FIXTURES = new URL('../../fixtures/captures', import.meta.url).pathname;
const CAMERA = `${FIXTURES}/camera/capture.pcapng`;
const rules = loadRules([new URL('../../rules', import.meta.url).pathname], vocabulary());
const T0 = 1_700_000_000_000_000;

const newRun = (onFinding: (id: string) => void = () => undefined): Run => aRun({ rules, onFinding: ({ id }) => onFinding(id) });

/** What a session hands over to be kept, in the order of events. */
class Desk implements SessionKeeper {
  session = 3;
  problem = null;
  readonly said: string[] = [];
  last: Snapshot | null = null;
  flush(): void {
    if (this.said.at(-1) !== 'flush') this.said.push('flush');
  }
  /** What is left of a picture to be kept, in goes. */
  left = 0;
  save(): boolean {
    this.said.push('save');
    this.left = Math.max(0, this.left - 1);
    return this.left === 0;
  }
  annotate(): void {
    this.said.push('annotate');
  }
  finish(snapshot: Snapshot, interrupted: boolean): boolean {
    this.said.push(interrupted ? 'interrupted' : 'finished');
    this.last = snapshot;
    return true;
  }
}

function sessionOf(input: LiveInput, more: Partial<LiveSessionParts> = {}): { session: LiveSession; desk: Desk; clock: { ms: number } } {
  const desk = new Desk();
  const clock = { ms: 1_000 };
  const session = new LiveSession({
    run: newRun(),
    input,
    keeper: desk,
    name: 'br0',
    kind: 'replay',
    version: '0.0.0',
    nowMs: () => 1_700_000_000_000 + clock.ms,
    monotonicMs: () => clock.ms,
    machineClock: false,
    pace: 1,
    durationMs: null,
    exitOf: (_snapshot, failure) => (failure === null ? 0 : 4),
    ...more,
  });
  return { session, desk, clock };
}

/** A source that hands frames over when the test says so, and ends when it says so or is stopped. */
class Tap implements LiveInput {
  readonly name = 'tap';
  #onFrame: ((frame: Frame) => void) | null = null;
  #end: (() => void) | null = null;
  #number = 0;
  progress = () => ({ octetsRead: 0, octetsTotal: null, frames: this.#number });

  async run(onFrame: (frame: Frame) => void, signal: AbortSignal): ReturnType<LiveInput['run']> {
    this.#onFrame = onFrame;
    await new Promise<void>((resolve) => {
      this.#end = resolve;
      signal.addEventListener('abort', () => resolve());
      if (signal.aborted) resolve();
    });
    return sourceOf([]).run(onFrame, signal);
  }

  hand({ octets, timestamp }: TimedFrame): void {
    this.#number += 1;
    this.#onFrame?.({
      buffer: octets,
      start: 0,
      end: octets.length,
      originalLength: octets.length,
      timestamp,
      linkType: 1,
      number: this.#number,
    });
  }

  end(): void {
    this.#end?.();
  }
}

async function framesOf(path: string): Promise<TimedFrame[]> {
  const frames: TimedFrame[] = [];
  await openCapture(path).run(({ buffer, start, end, timestamp }) => {
    frames.push({ octets: Buffer.from(buffer.subarray(start, end)), timestamp });
  }, new AbortController().signal);
  return frames;
}

describe('looking changes nothing', () => {
  it.each(['camera', 'careful-speaker', 'ipv6-only-plug', 'talkative-toy', 'tv', 'clean-baseline'])(
    '%s gives the same result with a picture after every frame as with none',
    async (name) => {
      const frames = await framesOf(`${FIXTURES}/${name}/capture.pcapng`);
      const plain = newRun();
      await plain.read(sourceOf(frames), new AbortController().signal);
      const watched = newRun();
      const source = sourceOf(frames);
      const result = await watched.read(
        { ...source, run: (onFrame, signal) => source.run((frame) => (onFrame(frame), void watched.snapshot()), signal) },
        new AbortController().signal,
      );
      expect(result.frames).toBe(frames.length);
      expect(watched.snapshot()).toEqual(plain.snapshot());
    },
  );
});

describe('LiveSession', () => {
  it('finds what an analysis of the file finds, and keeps it', async () => {
    const { session, desk } = sessionOf(new PacedSource(CAMERA, 1e6, () => performance.now()), { monotonicMs: () => performance.now() });
    expect(await session.run()).toBe(0);
    const plain = newRun();
    await plain.read(openCapture(CAMERA), new AbortController().signal);
    const { findings, devices, destinations, coverage } = plain.snapshot();
    expect(findings.length).toBeGreaterThan(5);
    expect(session.current()).toMatchObject({ findings, devices, destinations, coverage });
    expect(desk.last).toEqual(session.current());
    expect(desk.said.at(-1)).toBe('finished');
    expect(session.status()).toMatchObject({ state: 'done', done: true, frames: 288, exitCode: 0, session: 3, framesPerSecond: 0 });
  });

  it('shows a device and a finding as soon as the frame that proves it has come, while the wire is silent after it', async () => {
    const tap = new Tap();
    const { session, clock } = sessionOf(tap);
    const end = session.run();
    const frames = await framesOf(CAMERA);
    // When each finding is made, and when a picture first holds it: both in frames.
    const made = new Map<string, number>();
    let count = 0;
    const plain = newRun((id) => made.set(id, count));
    const source = sourceOf(frames);
    const counted = (onFrame: (frame: Frame) => void) => (frame: Frame) => {
      count = frame.number;
      onFrame(frame);
    };
    await plain.read({ ...source, run: (onFrame, signal) => source.run(counted(onFrame), signal) }, new AbortController().signal);
    const shown = new Map<string, number>();
    let serial = 0;
    let devices = 0;
    for (const frame of frames) {
      tap.hand(frame);
      clock.ms += 300;
      const picture = JSON.parse(session.picture(serial)) as Picture;
      ({ serial } = picture);
      devices += picture.devices.length;
      if (picture.status.frames === 1) expect(devices).toBeGreaterThan(0);
      for (const { id } of picture.findings) if (!shown.has(id)) shown.set(id, picture.status.frames);
    }
    const before = [...made].filter(([, at]) => at < frames.length);
    expect(before.length).toBeGreaterThan(5);
    expect([...shown]).toEqual(expect.arrayContaining(before));
    tap.end();
    expect(await end).toBe(0);
  });

  it('takes phases, marks, names and reviews, at the time of the capture, and refuses what makes no sense', async () => {
    const tap = new Tap();
    const { session, desk, clock } = sessionOf(tap, { pace: 2 });
    const end = session.run();
    const frames = await framesOf(CAMERA);
    for (const frame of frames) tap.hand(frame);
    const last = frames.at(-1)!.timestamp;
    clock.ms += 1_500;
    expect(session.command({ type: 'phase-start', name: 'idle' })).toEqual({ refusal: null, at: last + 3_000_000 });
    clock.ms += 500;
    expect(session.command({ type: 'mark', text: 'said it' })).toEqual({ refusal: null, at: last + 4_000_000 });
    const { devices, findings } = session.current();
    const device = devices[0]!.id;
    const finding = findings[0]!.id;
    expect(session.command({ type: 'name-device', device, name: 'Cam' }).refusal).toBeNull();
    expect(session.command({ type: 'review', finding, verdict: 'exception', reason: 'ours', untilMs: null }).refusal).toBeNull();
    expect(session.command({ type: 'name-device', device: 'x', name: 'Cam' }).refusal).toBe('unknown-device');
    expect(session.command({ type: 'exclude-device', device: 'x', excluded: true }).refusal).toBe('unknown-device');
    expect(session.command({ type: 'exclude-device', device, excluded: true }).refusal).toBeNull();
    expect(session.command({ type: 'review', finding: 'x', verdict: null, reason: null, untilMs: null }).refusal).toBe('unknown-finding');
    expect(session.command({ type: 'phase-start', name: '' }).refusal).toBe('empty');
    expect(session.status()).toMatchObject({ phase: 'idle', now: last + 4_000_000 });
    expect(desk.said.filter((word) => word === 'annotate')).toHaveLength(5);
    expect(session.current().notes?.excluded).toEqual([device]);
    expect(session.command({ type: 'stop' }).refusal).toBeNull();
    await end;
    expect(session.command({ type: 'phase-end' }).refusal).toBe('over');
    expect(desk.last).toMatchObject({
      phases: [{ name: 'idle', first: last + 3_000_000 }],
      notes: {
        marks: [{ at: last + 4_000_000, text: 'said it' }],
        names: [{ device, name: 'Cam' }],
        reviews: [{ finding, verdict: 'exception', reason: 'ours' }],
      },
    });
    expect(desk.last!.devices[0]!.hostname[0]).toMatchObject({ value: 'Cam', source: 'user' });
    // Naming and noting change no verdict; what is judged at the end comes on top.
    expect(desk.last!.findings.map(({ id, count }) => [id, count])).toEqual(
      expect.arrayContaining(findings.map(({ id, count }) => [id, count])),
    );
  });

  it('keeps a picture every two seconds, and the rest of one that is too much at a time sooner', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const tap = new Tap();
    const { session, desk, clock } = sessionOf(tap);
    const ran = session.run();
    const savesIn = (ms: number): number => {
      const before = desk.said.filter((each) => each === 'save').length;
      for (let passed = 0; passed < ms; passed += 250) {
        clock.ms += 250;
        vi.advanceTimersByTime(250);
      }
      return desk.said.filter((each) => each === 'save').length - before;
    };
    expect([savesIn(1_750), savesIn(250), savesIn(4_000)]).toEqual([0, 1, 2]);
    desk.left = 4;
    expect([savesIn(2_000), savesIn(500), savesIn(1_000), savesIn(1_750), savesIn(250)]).toEqual([1, 1, 2, 0, 1]);
    vi.useRealTimers();
    tap.end();
    await ran;
  });

  it('ends a phase when the session ends', async () => {
    const tap = new Tap();
    const { session, desk } = sessionOf(tap, { machineClock: true });
    const end = session.run();
    session.command({ type: 'phase-start', name: 'idle' });
    tap.end();
    await end;
    expect(desk.last!.phases).toEqual([{ name: 'idle', first: 1_700_000_001_000_000, last: 1_700_000_001_000_000 }]);
  });

  it('tells stopped from interrupted, and stops by itself when its time is over', async () => {
    const stopped = sessionOf(new Tap());
    const first = stopped.session.run();
    stopped.session.stop();
    expect(stopped.session.status().state).toBe('stopping');
    await first;
    expect(stopped.desk.said.at(-1)).toBe('finished');
    const told = sessionOf(new Tap());
    const second = told.session.run();
    told.session.stop(true);
    expect(await second).toBe(143);
    expect([told.desk.said.at(-1), told.session.status().exitCode]).toEqual(['interrupted', 143]);
    const timed = sessionOf(new Tap(), { durationMs: 30 });
    expect(await timed.session.run()).toBe(0);
  });

  it('is failed where the capture cannot begin or dies, with everything that was seen', async () => {
    const { session, desk } = sessionOf(new PacedSource('/nowhere.pcap', 1, () => 0));
    expect(await session.run()).toBe(4);
    expect(session.status()).toMatchObject({
      state: 'failed',
      done: true,
      exitCode: 4,
      failure: { code: 'capture-missing', interface: '/nowhere.pcap', mend: [] },
    });
    expect(desk.said.at(-1)).toBe('finished');
    const tap = new Tap();
    const failure = { code: 'interface-gone', interface: 'br0', detail: 'gone', mend: [] };
    const died = sessionOf(Object.assign(tap, { failure: () => failure }));
    const end = died.session.run();
    for (const frame of (await framesOf(CAMERA)).slice(0, 100)) tap.hand(frame);
    tap.end();
    expect(await end).toBe(4);
    expect(died.session.status()).toMatchObject({ state: 'failed', failure, frames: 100 });
    expect(died.desk.last!.devices.length).toBeGreaterThan(0);
  });

  it('keeps what was seen before it rejects for a fault of its own', async () => {
    const fault = new Error('a fault');
    const { session, desk } = sessionOf({ ...sourceOf([]), run: () => Promise.reject(fault) });
    await expect(session.run()).rejects.toBe(fault);
    expect(desk.said.at(-1)).toBe('interrupted');
    expect(session.status()).toMatchObject({ state: 'failed', exitCode: 70 });
  });

  it('lives through a clock that leaps and goes back: nothing hangs, no time is negative, and the coverage says so', async () => {
    const tap = new Tap();
    const { session, desk } = sessionOf(tap);
    const end = session.run();
    const HOUR = 3_600_000_000;
    const frames = await framesOf(CAMERA);
    frames.forEach(({ octets, timestamp }, n) => {
      tap.hand({ octets, timestamp: n < 100 ? timestamp : n < 200 ? timestamp - 48 * HOUR : timestamp + 30 * 365 * 24 * HOUR });
    });
    session.command({ type: 'phase-start', name: 'after' });
    tap.end();
    await end;
    const { coverage, devices, destinations, findings, phases } = desk.last!;
    expect(coverage.limits.map(({ code, count }) => `${code} ${count}`)).toEqual(
      expect.arrayContaining(['clock-set-back 1', 'clock-leapt 1', 'timestamps-backwards 1']),
    );
    for (const { firstSeen, lastSeen } of [...devices, ...destinations]) expect(lastSeen).toBeGreaterThanOrEqual(firstSeen);
    for (const { first, last } of [...findings, ...phases]) expect(last).toBeGreaterThanOrEqual(first);
  });

  it('says how far the analysis is behind', async () => {
    const figures = {
      starting: false,
      waitingFrames: 7,
      waitingOctets: 700,
      newest: T0 + 4_000_000,
      kernelDrops: 2,
      interfaceDrops: null,
      recording: null,
      notices: [],
    };
    const tap = Object.assign(new Tap(), { figures: () => figures });
    const { session, clock } = sessionOf(tap, { machineClock: true });
    const end = session.run();
    tap.hand({ octets: Buffer.alloc(60), timestamp: T0 });
    // What has not arrived yet is no backlog, however long ago the last frame was.
    clock.ms = 9_000;
    expect(session.status()).toMatchObject({ backlogFrames: 7, backlogOctets: 700, behindMicros: 4_000_000, kernelDrops: 2 });
    expect(session.current().coverage.kernelDrops).toBe(2);
    tap.end();
    await end;
  });

  it('rejects nothing of a source that cannot be opened but what it says', async () => {
    const input = { ...sourceOf([]), run: () => Promise.reject(new CaptureError('capture-empty', 'p', 'empty')) };
    const { session } = sessionOf(input, { exitOf: (_snapshot, failure) => (failure?.code === 'capture-empty' ? 3 : 0) });
    expect(await session.run()).toBe(3);
  });
});
