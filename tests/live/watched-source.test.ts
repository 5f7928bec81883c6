import { describe, expect, it } from 'vitest';
import type { Frame, Source } from '../../src/capture/source.ts';
import { WatchedSource } from '../../src/live/watched-source.ts';
import { sourceOf } from '../builders/run.ts';

const HOUR = 3_600_000_000;
const T0 = 1_700_000_000_000_000;

/** Frames at some times, each after the machine's clock has gone on by so many milliseconds. */
async function watched(frames: readonly (readonly [at: number, afterMs: number])[]): Promise<WatchedSource> {
  let nowMs = 5;
  const plain = sourceOf(frames.map(([timestamp]) => ({ octets: Buffer.alloc(60), timestamp })));
  const source: Source = {
    ...plain,
    run: (onFrame, signal) => {
      let next = 0;
      return plain.run((frame) => {
        nowMs += frames[next]![1];
        next += 1;
        made.tick();
        onFrame(frame);
      }, signal);
    },
  };
  const made = new WatchedSource(source, () => nowMs);
  const seen: number[] = [];
  await made.run((frame: Frame) => void seen.push(frame.timestamp), new AbortController().signal);
  expect(seen).toEqual(frames.map(([at]) => at));
  return made;
}

const codes = (source: WatchedSource): string[] => source.notices().map(({ code, count, incomplete }) => `${code} ${count} ${incomplete}`);

describe('WatchedSource', () => {
  it('counts what passes through, and knows the capture’s clock', async () => {
    const source = await watched([
      [T0, 0],
      [T0 + 5, 10],
    ]);
    expect([source.frames, source.octets, source.first, source.last]).toEqual([2, 120, T0, T0 + 5]);
    expect(codes(source)).toEqual([]);
  });

  it.each([
    [
      'a long silence',
      [
        [T0, 0],
        [T0 + HOUR, 3_600_000],
      ],
      [],
    ],
    [
      'disorder between interfaces',
      [
        [T0, 0],
        [T0 - 1_000_000, 1],
      ],
      [],
    ],
    [
      'a clock set back',
      [
        [T0, 0],
        [T0 - HOUR, 1],
        [T0 - HOUR + 5, 1],
      ],
      ['clock-set-back 1 false'],
    ],
    [
      'a clock that leaps ahead',
      [
        [T0, 0],
        [T0 + HOUR, 1],
        [T0 + HOUR + 5, 1],
      ],
      ['clock-leapt 1 false'],
    ],
    [
      'both',
      [
        [T0, 0],
        [T0 + 3 * HOUR, 1],
        [T0, 1],
      ],
      ['clock-set-back 1 false', 'clock-leapt 1 false'],
    ],
    [
      'frames that waited and are analysed at once',
      [
        [T0, 0],
        [T0 + 50_000_000, 0],
      ],
      [],
    ],
  ] as const)('%s', async (_what, frames, notices) => {
    expect(codes(await watched(frames))).toEqual(notices);
  });
});
