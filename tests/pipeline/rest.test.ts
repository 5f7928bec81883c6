import { describe, expect, it } from 'vitest';
import { Rest, RestPool } from '../../src/pipeline/rest.ts';
import { Rider } from '../../src/pipeline/rider.ts';

const textOf = (rest: Rest): string => rest.buffer.toString('latin1', 0, rest.length);

describe('Rest', () => {
  it('joins what comes, in order, and forgets what was consumed', () => {
    const source = Buffer.from('abcdefghij');
    const rest = new Rest(2);
    rest.append(source, 1, 3);
    for (let i = 0; i < 1_000; i += 1) rest.append(source, 3, 5);
    expect(rest.length).toBe(2_002);
    expect(textOf(rest)).toBe(`bc${'de'.repeat(1_000)}`);
    rest.consume(3);
    expect(textOf(rest)).toBe('e'.concat('de'.repeat(999)));
  });
});

const waiting = new Rider(3, null as never, 0, 50_000, 1);
const made: number[] = [];
const aPool = (octetsMax = 1 << 20): RestPool => new RestPool(octetsMax, (slot) => made.push(slot));
const take = (pool: RestPool, octets: Buffer, start: number, end: number, slot = 0): Rest => pool.take(slot, waiting, octets, start, end);

describe('RestPool', () => {
  it('tells which flow has waited longest when all together hold too much', () => {
    made.length = 0;
    const pool = aPool(8_192);
    const rests = [1, 2, 3].map((slot) => take(pool, Buffer.from('x'), 0, 1, slot));
    expect([made, pool.held]).toEqual([[], 3 * 2_048]);
    pool.giveBack(rests[0]!);
    pool.append(rests[2]!, Buffer.alloc(3_000), 0, 3_000);
    expect([made, pool.held]).toEqual([[], 2_048 + 6_002]);
    take(pool, Buffer.from('x'), 0, 1, 4);
    expect(made).toEqual([2]);
  });

  it('gives what waits as a chunk', () => {
    const pool = aPool();
    const { buffer, start, end, sender } = pool.chunkOf(take(pool, Buffer.from('abc'), 1, 3), 1);
    expect([buffer.latin1Slice(start, end), sender]).toEqual(['bc', 1]);
  });

  it('copies: the buffer that it came from may be used again', () => {
    const source = Buffer.from('secret');
    const rest = take(aPool(), source, 1, 6);
    source.fill(0);
    expect(textOf(rest)).toBe('ecret');
  });

  it('uses a rest again, and nothing of what was in it', () => {
    const pool = aPool();
    const first = take(pool, Buffer.from('first and long'), 0, 14);
    pool.giveBack(first);
    const second = take(pool, Buffer.from('second'), 0, 6);
    expect(second).toBe(first);
    expect(textOf(second)).toBe('second');
    expect(take(pool, Buffer.from('third'), 0, 5)).not.toBe(second);
  });

  it('does not keep what grew large, nor more than so many', () => {
    const pool = aPool();
    const large = take(pool, Buffer.alloc(100_000), 0, 100_000);
    pool.giveBack(large);
    expect(take(pool, Buffer.alloc(1), 0, 1)).not.toBe(large);
    const many = Array.from({ length: 1_000 }, () => take(pool, Buffer.alloc(1), 0, 1));
    for (const rest of many) pool.giveBack(rest);
    const again = new Set(Array.from({ length: 1_000 }, () => take(pool, Buffer.alloc(1), 0, 1)));
    expect(many.filter((rest) => again.has(rest))).toHaveLength(128);
  });
});
