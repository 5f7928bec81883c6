import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CaptureError } from '../../src/capture/source.ts';
import { buildPcap, sampleFrames } from '../builders/pcap.ts';
import { buildPcapng } from '../builders/pcapng.ts';
import { storedZstd } from '../builders/zstd.ts';
import { feedAll, gatherStream } from './gather.ts';

/** Seeded numbers in [0, below): the same every time. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const VALUES = [0, 1, 0x7f, 0x80, 0xff];
const WORDS = [0, 1, 4, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff, 262_144, 262_145, 16 << 20];

/** Changes octets and words, cuts out, repeats and cuts off. */
function mutate(original: Buffer, random: (below: number) => number): Buffer {
  let b = Buffer.from(original);
  for (let changes = 1 + random(6); changes > 0 && b.length > 8; changes -= 1) {
    const at = random(b.length - 4);
    const how = random(6);
    if (how === 0) b[at] = VALUES[random(VALUES.length)]!;
    else if (how === 1) b[at] = b[at]! ^ (1 << random(8));
    else if (how === 2) b.writeUInt32LE(WORDS[random(WORDS.length)]!, at & ~3);
    else if (how === 3) b = Buffer.concat([b.subarray(0, at), b.subarray(at + random(40))]);
    else if (how === 4) b = Buffer.concat([b.subarray(0, at), b.subarray(Math.max(0, at - random(200)))]);
    else b = b.subarray(0, at);
  }
  return b;
}

const frames = sampleFrames(8);
const seeds: readonly (readonly [name: string, octets: Buffer])[] = [
  ['pcap', buildPcap(frames)],
  ['pcap, modified', buildPcap(frames, { magic: 0xa1b2cd34, headerLength: 24, big: true })],
  ['pcapng', buildPcapng(frames, { sectionLength: 3 })],
  ['pcapng, big-endian', buildPcapng(frames, { big: true, nanoseconds: true })],
];

describe.each(seeds)('%s under mutation', (_name, octets) => {
  it('gives frames within its octets, or refuses; the same from a stream in pieces', async () => {
    const random = generator(20_261_121);
    const outcomes = { whole: 0, damaged: 0, refused: 0 };
    for (let round = 0; round < 400; round += 1) {
      const mutant = mutate(octets, random);
      try {
        const { lines, tally } = feedAll(mutant);
        outcomes[tally.damage === null ? 'whole' : 'damaged'] += 1;
        expect(tally.number).toBeGreaterThanOrEqual(lines.length);
        if (tally.damage !== null) expect(tally.damage.offset).toBeLessThanOrEqual(mutant.length);
        if (round % 10 > 0) continue;
        const pieces = await gatherStream(mutant, 1 + random(50));
        expect(pieces.lines).toEqual(lines);
        expect(pieces.report.damage).toEqual(tally.damage);
      } catch (error) {
        if (!(error instanceof CaptureError)) throw error;
        outcomes.refused += 1;
      }
    }
    expect(outcomes.whole).toBeGreaterThan(10);
    expect(outcomes.damaged).toBeGreaterThan(100);
    expect(outcomes.refused).toBeGreaterThan(0);
  });

  it('gives at every length a beginning of the same frames', () => {
    const all = feedAll(octets).lines;
    for (let length = 4; length < octets.length; length += 1) {
      const { lines, tally } = feedAll(octets.subarray(0, length));
      expect(lines).toEqual(all.slice(0, lines.length));
      expect(tally.damage === null || tally.damage.frame === lines.length).toBe(true);
    }
  });
});

it.each([
  ['gzip', gzipSync(buildPcap(frames))],
  ['zstd', storedZstd(buildPcapng(frames))],
])('%s under mutation ends, and throws nothing but refusals', async (_name, packed) => {
  const random = generator(7);
  let ended = 0;
  for (let round = 0; round < 150; round += 1) {
    try {
      const { report } = await gatherStream(mutate(packed, random), 1 + random(400));
      expect(report.frames).toBeLessThan(1_000);
      ended += 1;
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
    }
  }
  expect(ended).toBeGreaterThan(10);
});

it('a bomb behind a capture is damage, not memory', async () => {
  const bomb = Buffer.concat([gzipSync(buildPcap(frames)), ...Array<Buffer>(4).fill(gzipSync(Buffer.alloc(16 << 20, 0xff)))]);
  const { report } = await gatherStream(bomb, 65_536);
  expect(report).toMatchObject({ frames: 8, damage: { reason: 'capture-record-too-long', frame: 8 } });
});
