import { describe, expect, it } from 'vitest';
import { Peek } from '../../../src/protocols/http/peek.ts';
import { PendingOctets } from '../../../src/protocols/tls/pending.ts';

describe('Peek', () => {
  it('makes room for others when all together hold too much, and says so', () => {
    const pool = new PendingOctets(100, 4_000);
    const [first, second] = [new Peek(pool), new Peek(pool)];
    first.take(Buffer.from('a'.repeat(1_500)), 0, 1_500);
    second.take(Buffer.from('b'.repeat(1_500)), 0, 1_500);
    first.take(Buffer.from('aa'), 0, 2);
    expect([first.crowdedOut, first.seen().length, first.octets]).toEqual([true, 0, 1_502]);
    expect([second.crowdedOut, second.seen().length, pool.dropped]).toEqual([false, 1_500, 1]);
    second.release();
    expect([pool.held, second.seen().length]).toEqual([0, 0]);
  });

  it('keeps the start of a body and no more', () => {
    const peek = new Peek();
    expect(peek.seen().length).toBe(0);
    peek.take(Buffer.from('xabcx'), 1, 4);
    peek.take(Buffer.from('def'), 0, 3);
    expect([peek.seen().toString(), peek.octets, peek.full]).toEqual(['abcdef', 6, false]);
    peek.take(Buffer.alloc(20_000), 0, 20_000);
    expect([peek.octets, peek.full, peek.seen().length]).toEqual([16_384, true, 16_384]);
  });
});
