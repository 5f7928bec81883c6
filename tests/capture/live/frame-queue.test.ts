import { describe, expect, it } from 'vitest';
import { FrameQueue } from '../../../src/capture/live/frame-queue.ts';
import type { Frame } from '../../../src/capture/source.ts';

const blank = (): Frame => ({ buffer: Buffer.alloc(0), start: 0, end: 0, originalLength: 0, timestamp: 0, linkType: 0, number: 0 });
const frameOf = (value: number, length: number): Frame => ({
  ...blank(),
  buffer: Buffer.alloc(length + 4, value & 0xff),
  start: 2,
  end: length + 2,
  originalLength: length + value,
  timestamp: 1_700_000_000_000_000 + value,
  linkType: value % 300,
  nanoseconds: value % 1_000,
});
const facts = ({ buffer, start, end, originalLength, timestamp, linkType, nanoseconds }: Frame): unknown[] => [
  buffer.hexSlice(start, end),
  originalLength,
  timestamp,
  linkType,
  nanoseconds,
];

describe('FrameQueue', () => {
  it('gives back copies in order, however much waits', () => {
    const queue = new FrameQueue();
    const out = blank();
    let put = 0;
    let got = 0;
    for (const [push, shift] of [
      [1, 1],
      [500, 20],
      [0, 300],
      [900, 1_080],
      [3, 3],
    ] as const) {
      for (let i = 0; i < push; i += 1, put += 1) queue.push(frameOf(put, (put * 37) % 1_500));
      for (let i = 0; i < shift; i += 1, got += 1) {
        expect(queue.timestamp).toBe(1_700_000_000_000_000 + got);
        queue.shift(out);
        expect(facts(out)).toEqual(facts(frameOf(got, (got * 37) % 1_500)));
      }
      expect(queue.length).toBe(put - got);
    }
    expect([queue.length, queue.octets]).toEqual([0, 0]);
  });

  it('takes the longest frames', () => {
    const queue = new FrameQueue();
    for (const value of [1, 2, 3]) queue.push(frameOf(value, 262_144));
    const out = blank();
    for (const value of [1, 2, 3]) {
      queue.shift(out);
      expect(out.buffer.subarray(out.start, out.end).equals(Buffer.alloc(262_144, value))).toBe(true);
    }
  });
});
