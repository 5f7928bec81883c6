import { describe, expect, it } from 'vitest';
import { isNetmon } from '../../src/capture/netmon-reader.ts';
import { feedAll, gatherStream } from './gather.ts';

/** 2020-01-02 03:04:05.006, in seconds. */
const START = 1_577_934_245.006;

interface Written {
  readonly octets: Buffer;
  readonly delta: number;
  readonly trailer?: Buffer;
}

/** A file of frames, with the table of their places behind them. */
function netmon(major: number, minor: number, frames: readonly Written[], network = 1): Buffer {
  const head = Buffer.alloc(128);
  head.write(major === 1 ? 'RTSS' : 'GMBU', 0, 'latin1');
  head[4] = minor;
  head[5] = major;
  head.writeUInt16LE(network, 6);
  [2020, 1, 4, 2, 3, 4, 5, 6].forEach((part, i) => head.writeUInt16LE(part, 8 + 2 * i));
  const bodies = frames.map(({ octets, delta, trailer }) => {
    const b = Buffer.alloc(major === 1 ? 8 : 16);
    if (major === 1) {
      b.writeUInt32LE(delta, 0);
      b.writeUInt16LE(octets.length + 1, 4);
      b.writeUInt16LE(octets.length, 6);
    } else {
      b.writeBigUInt64LE(BigInt(delta), 0);
      b.writeUInt32LE(octets.length + 1, 8);
      b.writeUInt32LE(octets.length, 12);
    }
    return Buffer.concat([b, octets, trailer ?? Buffer.alloc(0)]);
  });
  const table = Buffer.alloc(frames.length * 4);
  head.writeUInt32LE(128 + bodies.reduce((sum, b) => sum + b.length, 0), 24);
  head.writeUInt32LE(table.length, 28);
  return Buffer.concat([head, ...bodies, table]);
}

const octets = Buffer.from('aabbcc', 'hex');

describe('netmon', () => {
  it('is told by its first four octets', () => {
    expect(['RTSS', 'GMBU', 'RTSX'].map((magic) => isNetmon(Buffer.from(magic), 0))).toEqual([true, true, false]);
  });

  it('reads version 1, which counts milliseconds', () => {
    expect(feedAll(netmon(1, 1, [{ octets, delta: 4 }])).lines).toEqual([`1 ${START * 1e6 + 4_000} 1 4 aabbcc`]);
  });

  it.each([1, 7, 100_000])('reads version 2, which counts microseconds, in pieces of %i octets', async (length) => {
    const file = netmon(2, 0, [
      { octets, delta: 4 },
      { octets: Buffer.alloc(0), delta: 2 ** 33 },
    ]);
    const { lines, report } = await gatherStream(file, length);
    expect(lines).toEqual([`1 ${START * 1e6 + 4} 1 4 aabbcc`, `2 ${START * 1e6 + 2 ** 33} 1 1 `]);
    expect(report).toMatchObject({ format: 'netmon', damage: null });
  });

  it('takes network and time from what stands behind a frame', () => {
    const trailer = Buffer.alloc(15);
    trailer.writeUInt16LE(0xe069, 0);
    trailer.writeBigUInt64LE((BigInt(1_600_000_000_123_456) + 11_644_473_600_000_000n) * 10n, 6);
    expect(feedAll(netmon(2, 3, [{ octets, delta: 4, trailer }])).lines).toEqual(['1 1600000000123456 105 4 aabbcc']);
    const event = { octets, delta: 4, trailer: Buffer.from('fbff', 'hex') };
    const { lines, tally } = feedAll(netmon(2, 1, [event, { octets, delta: 5, trailer: Buffer.from('0000', 'hex') }]));
    expect([lines.length, tally.number]).toEqual([1, 2]);
  });

  it('gives what stands before a cut, and refuses what is too long or unknown', () => {
    const two = netmon(2, 0, [
      { octets, delta: 1 },
      { octets, delta: 2 },
    ]);
    expect(feedAll(two.subarray(0, 128 + 19 + 5)).tally).toMatchObject({ number: 1, damage: { reason: 'capture-cut-short' } });
    two.writeUInt32LE(0x7fffffff, 128 + 12);
    expect(feedAll(two).tally.damage).toEqual({ offset: 128, reason: 'capture-record-too-long', frame: 0 });
    expect(feedAll(netmon(3, 0, [])).tally.damage?.reason).toBe('capture-version-unsupported');
  });

  it('says that frames are missing where the file ends between two', () => {
    const two = netmon(2, 0, [
      { octets, delta: 1 },
      { octets, delta: 2 },
    ]);
    expect(feedAll(two.subarray(0, 128 + 19)).tally.damage).toMatchObject({ reason: 'capture-cut-short', frame: 1 });
  });
});
