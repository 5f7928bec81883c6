import { describe, expect, it } from 'vitest';
import { isOutsideWindow, STREAM, TcpStreams } from '../../src/flow/tcp-streams.ts';

describe('TcpStreams', () => {
  it('keeps the two sides and neighbouring slots apart, and forgets at begin', () => {
    const streams = new TcpStreams();
    for (const slot of [6, 7, 8]) streams.begin(slot);
    streams.setNext(7, 1, 0x7fffffff);
    streams.advance(7, 1, 2);
    streams.countPayload(7, 1, 2);
    streams.countMissing(7, 1, 3);
    streams.raise(7, 1, STREAM.started | STREAM.held);
    streams.lower(7, 1, STREAM.held);
    const all = (slot: number, side: 0 | 1): number[] => [
      streams.next(slot, side),
      streams.position(slot, side),
      streams.payload(slot, side),
      streams.missing(slot, side),
      streams.state(slot, side),
    ];
    expect(all(7, 1)).toEqual([-0x7fffffff, 2, 2, 3, STREAM.started]);
    expect([streams.is(7, 1, STREAM.started), streams.is(7, 1, STREAM.stopped)]).toEqual([true, false]);
    for (const [slot, side] of [
      [6, 0],
      [6, 1],
      [7, 0],
      [8, 0],
      [8, 1],
    ] as const)
      expect(all(slot, side)).toEqual([0, 0, 0, 0, 0]);
    streams.begin(100_000);
    expect(streams.payload(7, 1)).toBe(2);
    streams.begin(7);
    expect(all(7, 1)).toEqual([0, 0, 0, 0, 0]);
  });

  it('takes the fourth stray segment in a row for more than chance', () => {
    const streams = new TcpStreams();
    streams.begin(0);
    streams.raise(0, 0, STREAM.stopped);
    expect([1, 2, 3, 4, 5].map(() => streams.countStray(0, 0))).toEqual([false, false, false, true, true]);
    streams.lower(0, 0, STREAM.strays);
    expect(streams.countStray(0, 0)).toBe(false);
    expect(streams.state(0, 1)).toBe(0);
  });

  it.each([
    [0, 0, false],
    [2 ** 30, 1, false],
    [2 ** 30 + 1, 1, true],
    [-(2 ** 24) - 5, 5, false],
    [-(2 ** 24) - 6, 5, true],
    [-(2 ** 31), 100, true],
  ])('%i octets ahead, %i long: outside %s', (ahead, length, expected) => expect(isOutsideWindow(ahead, length)).toBe(expected));
});
