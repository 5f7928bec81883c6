import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AIR_FLOODS } from '../../../scripts/floods/air/air-floods.ts';
import { openCapture } from '../../../src/capture/open-capture.ts';
import type { SourceReport } from '../../../src/capture/source.ts';
import { decode } from '../../../src/packet/decode.ts';
import { LAYER, Packet } from '../../../src/packet/packet.ts';

const folder = mkdtempSync(join(tmpdir(), 'mouchard-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a flood of so many holds: its frames, how they decode, and who sends them. */
async function read(name: string, count: number): Promise<{ report: SourceReport; stops: Set<string>; senders: Set<string>; arp: number }> {
  const path = join(folder, `${name}.pcap`);
  AIR_FLOODS.find((flood) => flood.name === name)!.write(path, count);
  const packet = new Packet();
  const stops = new Set<string>();
  const senders = new Set<string>();
  let arp = 0;
  const report = await openCapture(path).run((frame) => {
    decode(packet, frame.buffer, frame.start, frame.end, frame.linkType);
    stops.add(packet.stop);
    senders.add(frame.buffer.toString('hex', frame.start + 6, frame.start + 12));
    if (packet.has(LAYER.arp)) arp += 1;
  }, new AbortController().signal);
  return { report, stops, senders, arp };
}

describe('floods on the air', () => {
  it.each([
    ['syn-flows', 400, 400 + 20 * 6, 2, 0],
    ['arp-storm', 400, 400, 400, 400],
    // Eleven frames from and to each device, and one gateway.
    ['changing-mac', 300, 300 * 11, 301, 300],
  ])('%s of %d: %d sound frames from %d senders, %d of ARP', async (name, count, frames, senders, arp) => {
    const { report, stops, ...seen } = await read(name, count);
    expect(report).toMatchObject({ frames, damage: null });
    expect([...stops]).toEqual(['done']);
    expect([seen.senders.size, seen.arp]).toEqual([senders, arp]);
  });

  it('gives the changing device a second under each of its names', async () => {
    const { report } = await read('changing-mac', 61);
    expect((report.last! - report.first!) / 1e6).toBe(60);
  });
});
