import { describe, expect, it } from 'vitest';
import { ZstdFrames } from '../../src/capture/zstd-frames.ts';
import { storedZstd } from '../builders/zstd.ts';

function follow(b: Buffer, step = b.length): ZstdFrames {
  const frames = new ZstdFrames();
  for (let at = 0; at < b.length; at += step) frames.follow(b, at, Math.min(b.length, at + step));
  return frames;
}

describe('ZstdFrames', () => {
  const stream = Buffer.concat([
    storedZstd(Buffer.alloc(300_000)),
    Buffer.from('502a4d1802000000abcd', 'hex'),
    storedZstd(Buffer.from('x')),
  ]);

  it.each([1, 3, 1_000, stream.length])('follows frames in pieces of %i octets', (step) => {
    expect(follow(stream, step)).toMatchObject({ flaw: null, whole: true });
  });

  it('knows that a stream is not whole wherever it is cut', () => {
    const short = storedZstd(Buffer.from('abc'));
    for (let length = 1; length < short.length; length += 1) expect(follow(short.subarray(0, length)).whole).toBe(false);
  });

  it.each([
    ['a single segment of 5 octets with a check sum', '28b52ffd2405290000' + '0102030405' + 'aabbccdd', null, true],
    ['a run of one octet', '28b52ffd0058' + '230000' + '41', null, true],
    ['a window of 128 MiB', '28b52ffd0088', null, false],
    ['a window of 144 MiB', '28b52ffd0089', 'capture-unpack-limit', false],
    ['a single segment of 2 GiB', '28b52ffda000000080', 'capture-unpack-limit', false],
    ['a single segment of 2^63 octets', '28b52ffde00000000000000080', 'capture-unpack-limit', false],
    ['no frame', '00112233', 'capture-unpack-failed', false],
  ])('%s', (_name, hex, flaw, whole) => {
    const frames = follow(Buffer.from(hex, 'hex'));
    expect(frames.flaw).toBe(flaw);
    if (flaw === null) expect(frames.whole).toBe(whole);
  });

  it('counts the window once a frame and once a block', () => {
    expect(follow(storedZstd(Buffer.alloc(300_000))).moved).toBe(4 * 2 ** 21);
  });
});
