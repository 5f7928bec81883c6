import { describe, expect, it } from 'vitest';
import { HeldSegments, SEGMENT_COST } from '../../src/flow/held-segments.ts';

const show = (held: HeldSegments): string =>
  held.segments.map((s) => `${s.start}-${s.end}:${s.octets.toString('latin1', 0, s.kept)}`).join(' ');
const put = (held: HeldSegments, start: number, text: string, keep = true, captured = text.length): void =>
  held.insert(start | 0, (start + text.length) | 0, Buffer.from(`__${text}`), 2, captured, keep);

describe('HeldSegments', () => {
  it('keeps the first copy, fills what is between, and stays sorted', () => {
    const held = new HeldSegments();
    put(held, 20, 'cd');
    put(held, 10, 'ab');
    put(held, 9, 'XabYYYYYYYYcdZ');
    expect(show(held)).toBe('9-10:X 10-12:ab 12-20:YYYYYYYY 20-22:cd 22-23:Z');
    expect([held.added, held.conflictAt]).toEqual([10, null]);
    expect(held.cost).toBe(14 + 5 * SEGMENT_COST);
    put(held, 11, 'b?');
    expect([held.added, held.conflictAt]).toEqual([0, 12]);
    expect(held.shift().octets.toString('latin1', 0, 1)).toBe('X');
    expect(held.cost).toBe(13 + 4 * SEGMENT_COST);
  });

  it.each([true, false])('counts each octet once where a run fills a hole and goes on (kept: %s)', (keep) => {
    const held = new HeldSegments();
    put(held, 20, 'cccccccccc', keep);
    put(held, 40, 'eeeee', keep);
    put(held, 10, 'b'.repeat(25), keep);
    expect(held.added).toBe(15);
    expect(held.segments.map((s) => [s.start, s.end]).join(' ')).toBe(keep ? '10,20 20,30 30,35 40,45' : '10,35 40,45');
    put(held, 9, 'a'.repeat(40), keep);
    expect(held.added).toBe(1 + 5 + 4);
    expect(held.segments.reduce((sum, s) => sum + s.end - s.start, 0)).toBe(40);
  });

  it('waits for a FIN until the stream has come to it, or begins anew', () => {
    const held = new HeldSegments();
    held.fin = -(2 ** 31);
    held.passFin(2 ** 31 - 1);
    expect(held.holeEnd()).toBe(-(2 ** 31));
    held.passFin(-(2 ** 31));
    expect(held.holeEnd()).toBeNull();
    held.fin = 50;
    held.passFin(null);
    expect(held.holeEnd()).toBeNull();
  });

  it('sorts across the end of the sequence space', () => {
    const held = new HeldSegments();
    put(held, 0x80000001, 'c');
    put(held, 0x7ffffffe, 'a');
    put(held, 0x7fffffff, 'bb');
    expect(held.segments.map((s) => s.octets.toString('latin1', 0, s.kept)).join('')).toBe('abbc');
  });

  it('cuts captured octets of snapped segments to each piece', () => {
    const held = new HeldSegments();
    put(held, 14, 'z');
    put(held, 10, 'abcdefgh', true, 3);
    expect(held.segments.map((s) => [s.start, s.end, s.captured])).toEqual([
      [10, 14, 3],
      [14, 15, 1],
      [15, 18, 0],
    ]);
  });

  it('joins ranges without octets', () => {
    const held = new HeldSegments();
    put(held, 10, 'ab', false);
    put(held, 14, 'ef', false);
    put(held, 12, 'cd', false);
    put(held, 9, 'x', false);
    expect(show(held)).toBe('9-16:');
    expect([held.segments[0]!.captured, held.cost]).toEqual([7, SEGMENT_COST]);
  });

  it('forgets octets and says what that freed', () => {
    const held = new HeldSegments();
    put(held, 10, 'ab');
    put(held, 12, 'cd');
    put(held, 20, 'ef');
    expect(held.forgetOctets()).toBe(6 + SEGMENT_COST);
    expect(show(held)).toBe('10-14: 20-22:');
  });

  it('is beyond a bound of segments or of memory', () => {
    const held = new HeldSegments();
    expect(held.isBeyond(0, -1)).toBe(false);
    put(held, 10, 'ab');
    expect([held.isBeyond(0, 1_000), held.isBeyond(1, SEGMENT_COST + 1), held.isBeyond(1, SEGMENT_COST + 2)]).toEqual([true, true, false]);
  });

  it('knows where the first hole ends', () => {
    const held = new HeldSegments();
    expect([held.holeEnd(), held.isHoleBefore(100)]).toEqual([null, false]);
    held.fin = 50;
    expect([held.holeEnd(), held.isHoleBefore(49), held.isHoleBefore(50)]).toEqual([50, false, true]);
    put(held, 10, 'ab');
    expect(held.holeEnd()).toBe(10);
  });
});
