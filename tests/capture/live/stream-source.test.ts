import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StreamSource } from '../../../src/capture/live/stream-source.ts';
import { buildPcap, sampleFrames } from '../../builders/pcap.ts';
import { buildPcapng } from '../../builders/pcapng.ts';

const FRAMES = sampleFrames(20);
const never = new AbortController().signal;
let folder: string;
let pipe: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mouchard-stream-'));
  pipe = join(folder, 'pipe');
  expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('StreamSource', () => {
  it.each([
    ['pcap', buildPcap(FRAMES)],
    ['pcapng', buildPcapng(FRAMES, { nanoseconds: true })],
  ])('gives each record of a growing %s when it is whole', async (_format, capture) => {
    const source = new StreamSource(pipe);
    const seen: number[] = [];
    const run = source.run(({ timestamp }) => seen.push(timestamp), never);
    expect(source.stats().state).toBe('starting');
    const writer = createWriteStream(pipe);
    const sizes = new Set<number>();
    for (let at = 0; at < capture.length; at += 97) {
      writer.write(capture.subarray(at, at + 97));
      await pause(1);
      sizes.add(seen.length);
    }
    const before = Date.now();
    while (seen.length < FRAMES.length && Date.now() - before < 20_000) await pause(5);
    expect(seen).toEqual(FRAMES.map(({ at }) => at));
    expect(sizes.size).toBeGreaterThan(5);
    expect(source.stats()).toMatchObject({ state: 'capturing', received: 20 });
    writer.end();
    expect(await run).toMatchObject({ kind: 'stream', interfaces: [pipe], frames: 20, failure: null, damage: null });
    expect(source.stats().state).toBe('ended');
  });

  it('a stream that ends in the middle of a record has ended, no more', async () => {
    const run = new StreamSource(pipe).run(() => undefined, never);
    createWriteStream(pipe).end(buildPcap(FRAMES).subarray(0, -5));
    expect(await run).toMatchObject({ frames: 19, failure: null, damage: null });
  });

  it('can be stopped while it waits for a writer, and while it waits for more', async () => {
    const waiting = new StreamSource(pipe);
    const first = waiting.run(() => undefined, never);
    await pause(20);
    waiting.stop();
    waiting.stop();
    expect(await first).toMatchObject({ frames: 0, failure: null, notices: [] });

    const abort = new AbortController();
    const second = new StreamSource(pipe).run(({ number }) => {
      if (number === 20) abort.abort();
    }, abort.signal);
    const writer = createWriteStream(pipe);
    writer.on('error', () => undefined);
    writer.write(buildPcap(FRAMES));
    expect(await second).toMatchObject({ frames: 20, failure: null, notices: [] });
    writer.destroy();
  });

  it.each<[string, Buffer, string]>([
    ['no capture', Buffer.from('GET / HTTP/1.1\r\n\r\n'), 'stream-not-a-capture'],
    ['nothing', Buffer.alloc(0), 'stream-not-a-capture'],
    ['damage', Buffer.concat([buildPcap(FRAMES), Buffer.alloc(64, 0xff)]), 'stream-damaged'],
  ])('says what is wrong with a stream: %s', async (_name, octets, code) => {
    const run = new StreamSource(pipe).run(() => undefined, never);
    createWriteStream(pipe).end(octets);
    expect((await run).failure).toMatchObject({ code, interface: pipe });
  });

  it.each<[string, string, string]>([
    ['nothing there', 'none', 'stream-missing'],
    ['a folder', '.', 'stream-unreadable'],
  ])('%s', async (_name, path, code) => {
    const report = await new StreamSource(join(folder, path)).run(() => undefined, never);
    expect(report.failure).toMatchObject({ code });
  });

  it('holds the writer back where the gate says so', async () => {
    let open: () => void = () => undefined;
    let asked = 0;
    const file = join(folder, 'capture');
    writeFileSync(file, buildPcap(FRAMES));
    const source = new StreamSource(file, () => {
      asked += 1;
      return asked === 1 ? new Promise((resolve) => (open = resolve)) : null;
    });
    const run = source.run(() => undefined, never);
    while (asked === 0) await pause(1);
    expect(source.stats().received).toBe(0);
    open();
    expect(await run).toMatchObject({ frames: 20, failure: null });
  });
});
