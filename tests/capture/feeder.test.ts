import { describe, expect, it } from 'vitest';
import { HEADROOM } from '../../src/capture/bounds.ts';
import { Feeder } from '../../src/capture/feeder.ts';
import { CaptureError } from '../../src/capture/source.ts';
import { Tally } from '../../src/capture/tally.ts';
import { buildPcap, sampleFrames } from '../builders/pcap.ts';
import { line, linesOf } from './gather.ts';

const frames = [
  ...sampleFrames(5),
  { octets: Buffer.alloc(200_000, 1), at: 7 },
  ...sampleFrames(5),
  { octets: Buffer.alloc(262_144, 2), at: 9 },
];
const capture = buildPcap(frames);

function feed(pieces: readonly Buffer[], headroom: number): string[] {
  const lines: string[] = [];
  const feeder = new Feeder(new Tally((frame) => lines.push(line(frame))), 'x');
  for (const piece of pieces) {
    const block = Buffer.alloc(headroom + piece.length);
    piece.copy(block, headroom);
    feeder.feed(block, headroom, block.length);
  }
  feeder.finish(null);
  return lines;
}

const cut = (b: Buffer, length: number): Buffer[] =>
  Array.from({ length: Math.ceil(b.length / length) }, (_, i) => b.subarray(i * length, (i + 1) * length));

describe('Feeder', () => {
  it.each([0, 100, HEADROOM])('joins pieces of any length with %i octets of room in front of each', (headroom) => {
    for (const length of [5_000, 65_536, 100_003, capture.length]) expect(feed(cut(capture, length), headroom)).toEqual(linesOf(frames));
  });

  it('joins a very long piece to what was left of a short one', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ octets: Buffer.alloc(262_144, i), at: i }));
    const b = buildPcap(many);
    expect(feed([b.subarray(0, 1_000), b.subarray(1_000)], 0)).toEqual(linesOf(many));
  });

  it.each([
    ['', 'capture-empty', 'empty'],
    ['d4', 'capture-not-a-capture', 'd4'],
    ['1b5b324a1b5b324a1b', 'capture-not-a-capture', '1b5b324a1b5b324a'],
    ['fd377a585a00', 'capture-format-unsupported', 'xz'],
    ['1f8b0800', 'capture-format-unsupported', 'gzip'],
  ])('refuses %s: %s', (hex, code, detail) => {
    try {
      feed([Buffer.from(hex, 'hex')], 0);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(CaptureError);
      expect(error).toMatchObject({ code, message: detail, path: 'x' });
    }
  });

  it('gives the reason that octets could not be had as the damage', () => {
    const tally = new Tally(() => undefined);
    const feeder = new Feeder(tally, 'x');
    feeder.feed(capture, 0, 60);
    feeder.finish('capture-read-failed');
    expect(tally.damage).toEqual({ offset: 60, reason: 'capture-read-failed', frame: 1 });
  });
});
