import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../src/capture/live/failure.ts';
import { emptyReport, liveReport } from '../../../src/capture/live/live-report.ts';
import type { LiveReport, LiveSource, LiveStats } from '../../../src/capture/live/live-source.ts';
import { MergedSource } from '../../../src/capture/live/merged-source.ts';
import type { Frame } from '../../../src/capture/source.ts';

/** A source that the test drives by hand. */
class Puppet implements LiveSource {
  readonly kind = 'tcpdump';
  readonly knowledge = { kernelTimestamps: true, originalLengths: true, kernelDrops: 'live', interfaceDrops: 'live' } as const;
  readonly interfaces: readonly string[];
  readonly name: string;
  starts = 0;
  stops = 0;
  drops: number | null = 0;
  end: (change?: Partial<LiveReport>) => void = () => undefined;
  #give: (frame: Frame) => void = () => undefined;
  #received = 0;

  constructor(name: string) {
    this.name = name;
    this.interfaces = [name];
  }

  start(): void {
    this.starts += 1;
  }

  run(onFrame: (frame: Frame) => void): Promise<LiveReport> {
    this.#give = onFrame;
    return new Promise((resolve) => {
      this.end = (change = {}) => {
        const facts = { ...emptyReport('pcap'), frames: this.#received, linkTypes: [1] };
        resolve({ ...liveReport(this, facts, this.stats(), null), ...change });
      };
    });
  }

  give(timestamp: number): void {
    this.#received += 1;
    const buffer = Buffer.from(`${this.name}${timestamp}`);
    this.#give({ buffer, start: 0, end: buffer.length, originalLength: buffer.length, timestamp, linkType: 1, number: this.#received });
  }

  progress = () => ({ octetsRead: 1, octetsTotal: null, frames: this.#received });
  stats = (): LiveStats => ({
    state: 'capturing',
    received: this.#received,
    octets: this.#received,
    kernelDrops: this.drops,
    interfaceDrops: 0,
    programDrops: 0,
  });
  stop(): void {
    this.stops += 1;
    this.end();
  }
}

const never = new AbortController().signal;

function merged(): { a: Puppet; b: Puppet; source: MergedSource; seen: string[]; run: Promise<LiveReport> } {
  const [a, b] = [new Puppet('a'), new Puppet('b')];
  const source = new MergedSource([a, b]);
  const seen: string[] = [];
  const run = source.run((frame) => {
    seen.push(`${frame.number} ${frame.interfaceIndex} ${frame.buffer.latin1Slice(frame.start, frame.end)}`);
  }, never);
  return { a, b, source, seen, run };
}

describe('MergedSource', () => {
  it('starts all of them', () => {
    const [a, b] = [new Puppet('a'), new Puppet('b')];
    new MergedSource([a, b]).start();
    expect([a.starts, b.starts]).toEqual([1, 1]);
  });

  it('brings frames into the order of time and numbers them', async () => {
    const { a, b, source, seen, run } = merged();
    const future = Date.now() * 1_000 + 3_600_000_000;
    for (const at of [1, 4, 5]) a.give(future + at);
    for (const at of [2, 3, 6]) b.give(future + at);
    source.stop();
    const report = await run;
    expect(seen).toEqual([
      `1 0 a${future + 1}`,
      `2 1 b${future + 2}`,
      `3 1 b${future + 3}`,
      `4 0 a${future + 4}`,
      `5 0 a${future + 5}`,
      `6 1 b${future + 6}`,
    ]);
    expect(report).toMatchObject({ interfaces: ['a', 'b'], frames: 6, dropped: 0, linkTypes: [1], failure: null });
    expect(source.progress()).toMatchObject({ frames: 6 });
  });

  it('does not wait for ever for an interface that is silent', async () => {
    const { a, source, seen, run } = merged();
    a.give(1_000);
    while (seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual(['1 0 a1000']);
    source.stop();
    await run;
  });

  it('bounds what one interface may keep waiting', async () => {
    const { a, source, seen, run } = merged();
    const future = Date.now() * 1_000 + 3_600_000_000;
    for (let at = 0; at < 250_000; at += 1) a.give(future + at);
    expect(seen.length).toBeGreaterThan(0);
    source.stop();
    await run;
    expect(seen.length).toBe(250_000);
  });

  it('ends when one of them does, with its failure', async () => {
    const { a, b, seen, run } = merged();
    a.give(Date.now() * 1_000);
    b.end({ failure: failureOf('program-died', { program: null, interface: 'b' }, 'SIGKILL') });
    const report = await run;
    expect(report.failure).toMatchObject({ code: 'program-died', interface: 'b' });
    expect([a.stops > 0, seen.length]).toEqual([true, 1]);
  });

  it('adds up what was counted, but for times: the longest is that of all', async () => {
    const puppets = [new Puppet('a'), new Puppet('b')] as const;
    const run = new MergedSource(puppets).run(() => undefined, new AbortController().signal);
    const notices = (down: number, ms: number) => [
      { code: 'live-interface-down', count: down, incomplete: true },
      { code: 'live-stop-unread', count: ms, incomplete: true },
    ];
    puppets[1].end({ notices: notices(1, 700) });
    puppets[0].end({ notices: notices(2, 300) });
    expect((await run).notices).toEqual(notices(3, 700));
  });

  it('adds up counts, and knows nothing where one does not', async () => {
    const { a, b, source, run } = merged();
    [a.drops, b.drops] = [2, 3];
    expect(source.stats()).toMatchObject({ state: 'capturing', kernelDrops: 5 });
    b.drops = null;
    expect(source.stats()).toMatchObject({ kernelDrops: null });
    source.stop();
    expect((await run).dropped).toBeNull();
  });
});
