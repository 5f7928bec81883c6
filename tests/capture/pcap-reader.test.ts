import { describe, expect, it } from 'vitest';
import { isPcap } from '../../src/capture/pcap-reader.ts';
import { buildPcap, sampleFrames } from '../builders/pcap.ts';
import { feedAll, linesOf } from './gather.ts';

describe('isPcap', () => {
  it.each(['d4c3b2a1', 'a1b2c3d4', '4d3cb2a1', 'a1b23c4d', '34cdb2a1', 'a1b2cd34'])('%s', (hex) => {
    expect(isPcap(Buffer.from(hex, 'hex'), 0)).toBe(true);
  });
  it.each(['00000000', 'a1b2c3d5', '0a0d0d0a'])('not %s', (hex) => expect(isPcap(Buffer.from(hex, 'hex'), 0)).toBe(false));
});

describe('PcapReader', () => {
  const frames = sampleFrames(4);

  it('reads a capture without frames', () => {
    const { lines, tally } = feedAll(buildPcap([]));
    expect(lines).toEqual([]);
    expect(tally.damage).toBeNull();
  });

  it('reads fractions as they stand, also where they pass a second', () => {
    const b = buildPcap([{ octets: Buffer.alloc(4), at: 5_000_000 }]);
    b.writeUInt32LE(3_000_001, 28);
    expect(feedAll(b).lines).toEqual(['1 8000001 1 4 00000000']);
  });

  it('takes the number of raw IP that other kernels write', () => {
    expect(feedAll(buildPcap(frames, { network: 12 })).lines).toEqual(linesOf(frames, 101));
  });

  it('reads a frame of 262144 octets and none of 262145', () => {
    const longest = { octets: Buffer.alloc(262_144), at: 1_000_000 };
    expect(feedAll(buildPcap([longest, longest])).lines).toHaveLength(2);
    const { tally } = feedAll(buildPcap([frames[0]!, { octets: Buffer.alloc(262_145), at: 1_000_000 }]));
    expect(tally.damage).toEqual({ offset: 24 + 16 + 14, reason: 'capture-record-too-long', frame: 1 });
  });

  const lengths = frames.map((f) => f.octets.length + 16);
  const third = 24 + lengths[0]! + lengths[1]!;
  it.each([
    ['within the file header', 23, { offset: 0, reason: 'capture-cut-short', frame: 0 }, 0],
    ['within a record header', third + 15, { offset: third, reason: 'capture-cut-short', frame: 2 }, 2],
    ['after a record header', third + 16, { offset: third, reason: 'capture-cut-short', frame: 2 }, 2],
    ['within a frame', third + 17, { offset: third, reason: 'capture-cut-short', frame: 2 }, 2],
    ['between two records', third, null, 2],
  ])('gives what lies before a cut %s', (_name, length, damage, count) => {
    const { lines, tally } = feedAll(buildPcap(frames).subarray(0, length));
    expect(tally.damage).toEqual(damage);
    expect(lines).toEqual(linesOf(frames).slice(0, count));
  });

  it('says where a version is that it does not know', () => {
    const { lines, tally } = feedAll(buildPcap(frames, { major: 1 }));
    expect(lines).toEqual([]);
    expect(tally.damage).toEqual({ offset: 0, reason: 'capture-version-unsupported', frame: 0 });
  });
});
