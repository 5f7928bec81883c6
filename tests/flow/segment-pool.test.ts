import { describe, expect, it } from 'vitest';
import { SegmentPool, type HeldSegment } from '../../src/flow/segment-pool.ts';

const FROM = Buffer.from('__abcdefghij');
const taken = (pool: SegmentPool, kept: number, from = FROM): HeldSegment => pool.take(10, 10, 10, from, 2, kept);
const text = ({ octets, kept }: HeldSegment): string => octets.toString('latin1', 0, kept);

describe('the pool of segments', () => {
  it('copies octets, and says where they stand', () => {
    const pool = new SegmentPool();
    const from = Buffer.from('__abcdefghij');
    const segment = pool.take(0x7ffffffe, 10, 8, from, 2, 8);
    from.fill(0);
    expect(text(segment)).toBe('abcdefgh');
    expect([segment.start, segment.end, segment.captured, segment.kept]).toEqual([0x7ffffffe, -0x7ffffff8, 8, 8]);
  });

  it('uses what was given back again, with its room', () => {
    const pool = new SegmentPool();
    const first = taken(pool, 10);
    const room = first.octets;
    pool.giveBack(first);
    const second = taken(pool, 6, Buffer.from('__UVWXYZ'));
    expect(second).toBe(first);
    expect(second.octets).toBe(room);
    expect(text(second)).toBe('UVWXYZ');
    expect(taken(pool, 10)).not.toBe(second);
  });

  it.each([
    ['too small', 3, 10],
    ['far too large', 10, 4],
  ])('makes new room where the old is %s', (_name, before, after) => {
    const pool = new SegmentPool();
    const first = taken(pool, before);
    pool.giveBack(first);
    const second = taken(pool, after);
    expect(second).toBe(first);
    expect(second.octets.length).toBe(after);
    expect(text(second)).toBe('abcdefghij'.slice(0, after));
  });

  it('gives no room to segments that keep no octets', () => {
    const pool = new SegmentPool();
    const roomy = taken(pool, 10);
    const bare = taken(pool, 0);
    pool.giveBack(roomy);
    pool.giveBack(bare);
    expect(taken(pool, 0)).toBe(bare);
    expect(taken(pool, 0).octets.length).toBe(0);
  });

  it('lets go of room for very long ones', () => {
    const pool = new SegmentPool();
    const long = Buffer.alloc(9_002, 'x');
    const first = pool.take(0, 9_000, 9_000, long, 2, 9_000);
    pool.giveBack(first);
    expect(first.octets.length).toBe(0);
    expect(taken(pool, 0)).toBe(first);
  });

  it('is bounded', () => {
    const pool = new SegmentPool();
    const many = Array.from({ length: 1_000 }, () => taken(pool, 10));
    for (const segment of many) pool.giveBack(segment);
    const again = new Set(Array.from({ length: 1_000 }, () => taken(pool, 10)));
    expect(again.size).toBe(1_000);
    expect(many.filter((segment) => again.has(segment)).length).toBeLessThanOrEqual(128);
  });
});
