import { describe, expect, it } from 'vitest';
import { isSnoop } from '../../src/capture/snoop-reader.ts';
import { sampleFrames } from '../builders/pcap.ts';
import { feedAll, gatherStream, linesOf } from './gather.ts';

const words = (...values: number[]): Buffer => {
  const b = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => b.writeUInt32BE(value, i * 4));
  return b;
};
const header = (version = 2, link = 4): Buffer => Buffer.concat([Buffer.from('snoop\0\0\0', 'latin1'), words(version, link)]);

/** RFC 1761: original, included and record length, drops, seconds, microseconds; padded to four octets. */
function record(octets: Buffer, at: number, drops = 0): Buffer {
  const padding = Buffer.alloc((4 - (octets.length % 4)) % 4);
  const length = 24 + octets.length + padding.length;
  return Buffer.concat([words(octets.length, octets.length, length, drops, Math.floor(at / 1_000_000), at % 1_000_000), octets, padding]);
}

describe('snoop', () => {
  const frames = sampleFrames(5).map((f) => ({ octets: f.octets, at: f.at }));
  const file = Buffer.concat([header(), ...frames.map((f, i) => record(f.octets, f.at, i === 3 ? 7 : 0))]);

  it('is told by its first eight octets', () => {
    expect([isSnoop(file, 0, 8), isSnoop(file, 0, 7), isSnoop(file, 1, 9)]).toEqual([true, false, false]);
  });

  it.each([1, 13, 100_000])('gives every frame in pieces of %i octets, and what was lost', async (length) => {
    const { lines, report } = await gatherStream(file, length);
    expect(lines).toEqual(linesOf(frames));
    expect(report).toMatchObject({ format: 'snoop', dropped: 7, damage: null });
  });

  it('gives what stands before a cut, and says so', () => {
    const { lines, tally } = feedAll(file.subarray(0, file.length - 1));
    expect(lines).toEqual(linesOf(frames).slice(0, 4));
    expect(tally.damage).toMatchObject({ reason: 'capture-cut-short', frame: 4 });
  });

  it.each([
    ['another version', Buffer.concat([header(3)]), 'capture-version-unsupported', 0],
    ['a record shorter than its frame', Buffer.concat([header(), words(60, 60, 30, 0, 0, 0)]), 'capture-record-too-long', 16],
    ['a frame that is too long', Buffer.concat([header(), words(300_000, 300_000, 300_024, 0, 0, 0)]), 'capture-record-too-long', 16],
  ])('ends at %s', (_name, octets, reason, offset) => {
    expect(feedAll(octets).tally.damage).toEqual({ offset, reason, frame: 0 });
  });

  it('reads FDDI as FDDI and counts kinds of link that nobody knows', () => {
    const one = record(Buffer.alloc(4), 0);
    expect(feedAll(Buffer.concat([header(2, 8), one])).tally.linkTypes).toEqual([10]);
    expect(feedAll(Buffer.concat([header(2, 77), one])).tally.linkTypes).toEqual([162]);
  });
});
