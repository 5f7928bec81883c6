import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { FLOODS, type Flood } from '../../../scripts/floods/floods.ts';
import { makeFlood } from '../../../scripts/floods/make-floods.ts';
import { openCapture } from '../../../src/capture/open-capture.ts';
import type { SourceReport } from '../../../src/capture/source.ts';
import { decode } from '../../../src/packet/decode.ts';
import { Packet } from '../../../src/packet/packet.ts';

const folder = mkdtempSync(join(tmpdir(), 'mouchard-test-'));
const named = (name: string): Flood => FLOODS.find((flood) => flood.name === name)!;

afterAll(() => rmSync(folder, { recursive: true }));

/** Reads a capture; `each` is called with every packet. */
async function read(path: string, each: (packet: Packet, frame: Buffer) => void = () => undefined): Promise<SourceReport> {
  const packet = new Packet();
  return openCapture(path).run((frame) => {
    decode(packet, frame.buffer, frame.start, frame.end, frame.linkType);
    each(packet, frame.buffer.subarray(frame.start, frame.end));
  }, new AbortController().signal);
}

describe('floods of packets', () => {
  it.each([
    ['syn-flows', 1_000, 1_000 + 20 * 6],
    ['dns-names', 1_000, 1_000],
    ['segment-holes', 1_000, 1_004],
    ['macs', 1_000, 1_000],
    ['fragments', 1_000, 1_000],
    ['keys-random', 1_000, 1_000],
    ['keys-crafted', 1_000, 1_000],
  ])('%s: of %d, %d frames, all sound', async (name, count, frames) => {
    const stops = new Set<string>();
    const report = await read(await makeFlood(folder, named(name), count), (packet) => stops.add(packet.stop));
    expect(report).toMatchObject({ frames, damage: null, format: 'pcap' });
    expect([...stops]).toEqual([name === 'fragments' ? 'fragment' : 'done']);
  });

  it.each([
    ['macs', 6, 12],
    ['keys-crafted', 30, 34],
    ['keys-random', 30, 34],
  ])('%s: octets %d to %d differ in every frame', async (name, start, end) => {
    const seen = new Set<string>();
    await read(await makeFlood(folder, named(name), 1_000), (_packet, frame) => seen.add(frame.toString('hex', start, end)));
    expect(seen.size).toBe(1_000);
  });

  it('dns-names: no name comes twice', async () => {
    const seen = new Set<string>();
    await read(await makeFlood(folder, named('dns-names'), 1_000), (_packet, frame) => seen.add(frame.toString('latin1', 54)));
    expect(seen.size).toBe(1_000);
  });
});

describe('the bomb', () => {
  it('unpacks to what it promises', async () => {
    const parts: Buffer[] = [];
    const path = await makeFlood(folder, named('gzip-bomb-mib'), 3);
    await read(path, (packet, frame) => {
      if (packet.payloadEnd > packet.payloadAt && frame.readUInt16BE(34) === 80) parts.push(Buffer.from(frame.subarray(54)));
    });
    const response = Buffer.concat(parts);
    const body = response.subarray(response.indexOf('\r\n\r\n') + 4);
    expect(gunzipSync(body)).toHaveLength(3 << 20);
    expect(statSync(path).size).toBeLessThan(10_000);
  });
});

describe('pcapng floods', () => {
  it('interfaces: describes them, and nothing else', async () => {
    const path = await makeFlood(folder, named('interfaces'), 12_345);
    expect(statSync(path).size).toBe(28 + 20 * 12_345);
    expect(await read(path)).toMatchObject({ frames: 0, damage: null, format: 'pcapng' });
  });

  it.each([
    ['block-length-4g', 10],
    ['captured-length-2g', 10],
    ['block-length-zero', 10],
    ['no-interface', 0],
    ['truncated', 9],
    ['option-overrun', 10],
    ['bad-name-resolution', 10],
  ])('%s: damaged, %d frames before that', async (name, frames) => {
    const report = await read(await makeFlood(folder, named(name)));
    expect(report.damage).not.toBeNull();
    expect(report.frames).toBe(frames);
  });
});
