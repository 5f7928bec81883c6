import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCapture } from '../../src/capture/open-capture.ts';
import type { Frame } from '../../src/capture/source.ts';
import { PacedSource } from '../../src/live/paced-source.ts';
import { buildPcap } from '../builders/pcap.ts';

const folder = mkdtempSync(join(tmpdir(), 'mouchard-paced-'));
afterAll(() => rmSync(folder, { recursive: true }));

const T0 = 1_700_000_000_000_000;
const never = new AbortController().signal;
const path = join(folder, 'some.pcap');
const frames = Array.from({ length: 500 }, (_frame, n) => ({ octets: Buffer.alloc(1_000, n & 255), at: T0 + n * 20_000 }));
writeFileSync(path, buildPcap(frames));

type Seen = readonly [number: number, at: number, octet: number, linkType: number];
const seen = ({ number, timestamp, buffer, start, end, linkType }: Frame): Seen => {
  expect(end - start).toBe(1_000);
  return [number, timestamp, buffer[start]!, linkType];
};

describe('PacedSource', () => {
  it('hands over the same frames with the same report as the file itself', async () => {
    const [paced, plain]: [Seen[], Seen[]] = [[], []];
    const report = await new PacedSource(path, 1e6, () => performance.now()).run((frame) => paced.push(seen(frame)), never);
    expect(report).toEqual(await openCapture(path).run((frame) => plain.push(seen(frame)), never));
    expect(paced).toEqual(plain);
  });

  it('hands each frame over when its time has come by the clock given, and none before', async () => {
    let nowMs = 100;
    const source = new PacedSource(path, 2, () => nowMs);
    const handed: number[] = [];
    const end = source.run((frame) => handed.push(frame.timestamp), never);
    const until = async (count: number): Promise<void> => {
      while (handed.length < count) await new Promise((resolve) => setTimeout(resolve, 2));
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await until(1);
    expect(handed).toHaveLength(1);
    nowMs += 9.9;
    await until(1);
    expect(handed).toHaveLength(1);
    nowMs += 0.2;
    await until(2);
    expect(handed).toHaveLength(2);
    nowMs += 1_000;
    await until(102);
    expect(handed).toHaveLength(102);
    nowMs += 10_000;
    expect((await end).frames).toBe(500);
  });

  it('stops where it is told to, and reports what was handed over', async () => {
    const stop = new AbortController();
    const source = new PacedSource(path, 1, () => performance.now());
    let count = 0;
    const report = await source.run(() => {
      count += 1;
      if (count === 3) stop.abort();
    }, stop.signal);
    expect(report).toMatchObject({ frames: count, octets: count * 1_000, first: T0, last: T0 + (count - 1) * 20_000 });
    expect(count).toBeLessThan(10);
    expect(report.notices).toContainEqual({ code: 'capture-interrupted', count: 1, incomplete: true });
  });

  it.each([
    ['missing.pcap', 'capture-missing'],
    ['.', 'capture-is-directory'],
    ['text', 'capture-not-a-capture'],
  ])('says why %s cannot be read', async (name, code) => {
    writeFileSync(join(folder, 'text'), 'this is no capture at all');
    const source = new PacedSource(join(folder, name), 1, () => performance.now());
    await expect(source.run(() => undefined, never)).rejects.toMatchObject({ code, path: join(folder, name) });
  });
});
