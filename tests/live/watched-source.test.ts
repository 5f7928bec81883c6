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
  it('knows each link type once it has come, and as many as it needs', async () => {
    const seen: string[][] = [];
    const plain = sourceOf([]);
    const source: Source = {
      ...plain,
      run: (onFrame, signal) => {
        for (const linkType of [1, 1, 113, 1, ...Array.from({ length: 40 }, (_each, index) => 1_000 + index)]) {
          const buffer = Buffer.alloc(60);
          onFrame({ buffer, start: 0, end: 60, originalLength: 60, timestamp: T0, linkType, number: 1 });
          seen.push([...made.linkTypes()]);
        }
        return plain.run(onFrame, signal);
      },
    };
    const made = new WatchedSource(source, () => 0);
    expect(made.linkTypes()).toEqual([]);
    await made.run(() => undefined, new AbortController().signal);
    expect(seen.slice(0, 4)).toEqual([['ETHERNET'], ['ETHERNET'], ['ETHERNET', 'LINUX_SLL'], ['ETHERNET', 'LINUX_SLL']]);
    expect(made.linkTypes()).toHaveLength(16);
  });

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
