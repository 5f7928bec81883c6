import { describe, expect, it } from 'vitest';
import { Peek } from '../../../src/protocols/http/peek.ts';

describe('Peek', () => {
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
