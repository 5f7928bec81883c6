import { describe, expect, it } from 'vitest';
import type { Frame } from '../../src/capture/source.ts';
import { Tally } from '../../src/capture/tally.ts';

const octets = Buffer.alloc(100);

/** Counts a frame captured at `time`. */
function framed(tally: Tally, time: number, frame: Parameters<Tally['frame']>): void {
  tally.time[0] = time;
  tally.frame(...frame);
}

describe('Tally', () => {
  it('hands on one and the same frame with every field set anew', () => {
    const seen: Frame[] = [];
    const copies: Frame[] = [];
    const tally = new Tally((frame) => {
      seen.push(frame);
      copies.push({ ...frame });
    });
    framed(tally, 5, [octets, 0, 60, 60, 1]);
    framed(tally, 7, [octets, 60, 80, 90, 113]);
    expect(seen[0]).toBe(seen[1]);
    expect(copies).toEqual([
      { buffer: octets, start: 0, end: 60, originalLength: 60, timestamp: 5, linkType: 1, number: 1, nanoseconds: 0, interfaceIndex: 0 },
      { buffer: octets, start: 60, end: 80, originalLength: 90, timestamp: 7, linkType: 113, number: 2, nanoseconds: 0, interfaceIndex: 0 },
    ]);
    expect(tally).toMatchObject({ number: 2, octets: 150, snapped: 1, first: 5, last: 7, linkTypes: [1, 113] });
  });

  it('never says that fewer octets were on the wire than were captured', () => {
    const tally = new Tally(() => undefined);
    framed(tally, 5, [octets, 0, 60, 0, 1]);
    expect(tally.current.originalLength).toBe(60);
    expect(tally.snapped).toBe(0);
  });

  it('counts times that go backwards, and keeps the earliest and the latest', () => {
    const tally = new Tally(() => undefined);
    for (const at of [50, 40, 60, 55]) framed(tally, at, [octets, 0, 1, 1, 1]);
    expect(tally).toMatchObject({ first: 40, last: 60 });
    expect(tally.notices()).toEqual([{ code: 'timestamps-backwards', count: 2, incomplete: false }]);
  });

  it('gives a frame without time the time of the frame before', () => {
    const times: number[] = [];
    const tally = new Tally((frame) => times.push(frame.timestamp));
    tally.timeless(octets, 0, 1, 1, 1);
    framed(tally, 77, [octets, 0, 1, 1, 1]);
    tally.timeless(octets, 0, 1, 1, 1);
    expect(times).toEqual([0, 77, 77]);
    expect(tally.first).toBe(77);
    expect(tally.notices()).toEqual([{ code: 'capture-frames-without-time', count: 2, incomplete: false }]);
  });

  it('numbers what is not read', () => {
    const tally = new Tally(() => undefined);
    tally.unread('capture-interfaces-forgotten', true);
    framed(tally, 1, [octets, 0, 1, 1, 1]);
    expect(tally.current.number).toBe(2);
    expect(tally.notices()).toEqual([{ code: 'capture-interfaces-forgotten', count: 1, incomplete: true }]);
  });

  it('lists a bounded number of link types', () => {
    const tally = new Tally(() => undefined);
    for (let i = 0; i < 100; i += 1) framed(tally, 1, [octets, 0, 1, 1, i]);
    expect(tally.linkTypes).toHaveLength(64);
    expect(tally.notices()).toEqual([{ code: 'capture-link-types-unlisted', count: 36, incomplete: false }]);
  });
});
