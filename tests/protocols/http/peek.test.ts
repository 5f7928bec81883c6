import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/protocols/http/fields.ts';
import { Peek } from '../../../src/protocols/http/peek.ts';

describe('Peek', () => {
  it('keeps the start of a body and no more', () => {
    const head = { method: 'POST', target: '/', status: 0, version: '1.1', headers: [], conflict: false };
    const peek = new Peek(head, factsOf(head), false);
    expect(peek.text()).toBe('');
    peek.take(Buffer.from('xabcx'), 1, 4);
    peek.take(Buffer.from('def'), 0, 3);
    expect([peek.text(), peek.octets, peek.full]).toEqual(['abcdef', 6, false]);
    peek.take(Buffer.alloc(20_000), 0, 20_000);
    expect([peek.octets, peek.full, peek.text().length]).toEqual([16_384, true, 16_384]);
  });
});
