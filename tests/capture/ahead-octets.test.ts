import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { AheadOctets } from '../../src/capture/ahead-octets.ts';
import { buildPcap } from '../builders/pcap.ts';
import { gatherFile, withFile } from './gather.ts';

/** Longer than the whole ring, and not a multiple of anything in it. */
const contents = Buffer.alloc(23_456_789);
for (let at = 0; at + 4 < contents.length; at += 4_093) contents.writeUInt32LE(at, at);
const sha256 = createHash('sha256').update(contents).digest('hex');

describe('AheadOctets', () => {
  it('gives the octets in order, goes round the ring, and hashes all of them', async () => {
    await withFile(contents, async (path) => {
      const octets = new AheadOctets(await open(path), contents.length);
      const again = createHash('sha256');
      let blocks = 0;
      while (await octets.next(new AbortController().signal)) {
        again.update(octets.buffer.subarray(octets.start, octets.end));
        blocks += 1;
      }
      expect(blocks).toBe(23);
      expect(again.digest('hex')).toBe(sha256);
      expect(octets.sha256()).toBe(sha256);
      expect(octets).toMatchObject({ octetsRead: contents.length, failure: null });
      await octets.close();
    });
  });

  it('stops in the midst, with a hash of what was read', async () => {
    await withFile(contents, async (path) => {
      const controller = new AbortController();
      const octets = new AheadOctets(await open(path), contents.length);
      expect(await octets.next(controller.signal)).toBe(true);
      controller.abort();
      expect(await octets.next(controller.signal)).toBe(false);
      expect(octets.sha256()).toMatch(/^[0-9a-f]{64}$/);
      await octets.close();
    });
  });

  it('can be closed at any time', async () => {
    await withFile(contents, async (path) => {
      const unread = new AheadOctets(await open(path), contents.length);
      await unread.close();
      const begun = new AheadOctets(await open(path), contents.length);
      await begun.next(new AbortController().signal);
      await begun.close();
      expect(unread.octetsRead).toBe(0);
      expect(begun.octetsRead).toBe(1 << 20);
    });
  });

  it('names the error of the system', async () => {
    await withFile(contents, async (path) => {
      const octets = new AheadOctets(await open(path, 'a'), contents.length);
      expect(await octets.next(new AbortController().signal)).toBe(false);
      expect(octets.failure).toBe('EBADF');
      await octets.close();
    });
  });

  it('gives the same frames as reading on one thread, frames that lie across blocks among them', async () => {
    const frames = Array.from({ length: 12_000 }, (_, i) => ({ octets: Buffer.alloc(60 + ((i * 977) % 3_000), i & 0xff), at: i * 1_000 }));
    const capture = buildPcap(frames);
    expect(capture.length).toBeGreaterThan(16 << 20);
    const [ahead, inline] = [await gatherFile(capture), await gatherFile(capture, { aheadLengthMin: Number.POSITIVE_INFINITY })];
    expect(ahead.report).toEqual(inline.report);
    expect(ahead.report.frames).toBe(12_000);
    expect(ahead.lines.join('\n') === inline.lines.join('\n')).toBe(true);
  });
});
