import { describe, expect, it } from 'vitest';
import { Rest, Rider } from '../../src/pipeline/rider.ts';

describe('Rest', () => {
  it('joins what comes, in order, and forgets what was consumed', () => {
    const source = Buffer.from('abcdefghij');
    const rest = new Rest(source, 1, 3);
    for (let i = 0; i < 1_000; i += 1) rest.append(source, 3, 5);
    expect(rest.length).toBe(2_002);
    expect(rest.buffer.toString('latin1', 0, rest.length)).toBe(`bc${'de'.repeat(1_000)}`);
    rest.consume(3);
    expect(rest.buffer.toString('latin1', 0, rest.length)).toBe('e'.concat('de'.repeat(999)));
  });

  it('is a copy: the buffer it came from may be used again', () => {
    const source = Buffer.from('secret');
    const rest = new Rest(source, 0, 6);
    source.fill(0);
    expect(rest.buffer.toString('latin1', 0, rest.length)).toBe('secret');
  });
});

describe('Rider', () => {
  it('begins as nobody’s flow', () => {
    expect(new Rider(3, null as never, 0b101)).toMatchObject({
      state: 'probing',
      dissector: -1,
      candidates: 0b101,
      session: null,
      settled: false,
    });
  });
});
