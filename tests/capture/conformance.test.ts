import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildPcap, sampleFrames } from '../builders/pcap.ts';
import { buildPcapng } from '../builders/pcapng.ts';
import { storedZstd } from '../builders/zstd.ts';
import { gatherFile, gatherStream, linesOf } from './gather.ts';

const frames = sampleFrames(60);
const expected = linesOf(frames);

const formats: readonly (readonly [name: string, format: string, octets: Buffer])[] = [
  ['pcap', 'pcap', buildPcap(frames)],
  ['pcap, big-endian', 'pcap', buildPcap(frames, { big: true })],
  ['pcap, nanoseconds', 'pcap', buildPcap(frames, { nanoseconds: true })],
  ['pcap, nanoseconds, big-endian', 'pcap', buildPcap(frames, { nanoseconds: true, big: true })],
  ['pcap, modified', 'pcap', buildPcap(frames, { magic: 0xa1b2cd34, headerLength: 24 })],
  ['pcap, modified, big-endian', 'pcap', buildPcap(frames, { magic: 0xa1b2cd34, headerLength: 24, big: true })],
  ['pcap, modified, 28 octets', 'pcap', buildPcap(frames, { magic: 0xa1b2cd34, headerLength: 28 })],
  ['pcap, usual magic, 24 octets', 'pcap', buildPcap(frames, { headerLength: 24 })],
  ['pcap, usual magic, 20 octets', 'pcap', buildPcap(frames, { headerLength: 20 })],
  ['pcap 2.2, lengths swapped', 'pcap', buildPcap(frames, { minor: 2, swapped: true })],
  ['pcap 2.3, lengths swapped', 'pcap', buildPcap(frames, { minor: 3, swapped: true })],
  ['pcap with a check sequence', 'pcap', buildPcap(frames, { network: 0x24000001 })],
  ['pcapng', 'pcapng', buildPcapng(frames)],
  ['pcapng, big-endian', 'pcapng', buildPcapng(frames, { big: true })],
  ['pcapng, nanoseconds', 'pcapng', buildPcapng(frames, { nanoseconds: true })],
  ['pcapng, four sections', 'pcapng', buildPcapng(frames, { sectionLength: 15, big: true })],
];

const packings: readonly (readonly [name: string, suffix: string, pack: (b: Buffer) => Buffer])[] = [
  ['bare', '', (b) => b],
  ['gzip', '.gz', (b) => gzipSync(b)],
  [
    'gzip of three members',
    '.gz',
    (b) => Buffer.concat([b.subarray(0, 999), b.subarray(999, 1_000), b.subarray(1_000)].map((part) => gzipSync(part))),
  ],
  ['zstd', '.zst', storedZstd],
  [
    'zstd of two frames and a skippable one',
    '.zst',
    (b) => Buffer.concat([storedZstd(b.subarray(0, 777)), Buffer.from('502a4d1803000000616263', 'hex'), storedZstd(b.subarray(777))]),
  ],
];

const ways: readonly (readonly [name: string, read: typeof gatherFile])[] = [
  ['a file', (b) => gatherFile(b)],
  ['a file read ahead', (b) => gatherFile(b, { aheadLengthMin: 0 })],
  ['a stream of one piece', (b) => gatherStream(b)],
  ['a stream of 1 octet at a time', (b) => gatherStream(b, 1)],
  ['a stream of 333 octets at a time', (b) => gatherStream(b, 333)],
];

describe.each(formats)('%s', (_name, format, octets) => {
  describe.each(packings)('%s', (_packing, suffix, pack) => {
    const packed = pack(octets);
    const sha256 = createHash('sha256').update(packed).digest('hex');
    // A worker for each of eighty files takes its time: read-ahead knows nothing of the format within.
    const chosen = ways.filter(([name]) => name !== 'a file read ahead' || format === 'pcapng');
    it.each(chosen)('gives the same frames from %s', async (_way, read) => {
      const { lines, report } = await read(packed);
      expect(lines).toEqual(expected);
      expect(report).toMatchObject({
        format: format + suffix,
        sha256,
        frames: 60,
        snappedFrames: 12,
        linkTypes: [1],
        damage: null,
        dropped: null,
        notices: [],
      });
      expect(report.first).toBe(frames[0]!.at);
      expect(report.last).toBe(frames[59]!.at);
      expect(report.octets).toBe(frames.reduce((sum, f) => sum + (f.original ?? f.octets.length), 0));
    });
  });
});
