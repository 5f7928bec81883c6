import { describe, expect, it } from 'vitest';
import { Rest, RestPool } from '../../src/pipeline/rest.ts';

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

describe('RestPool', () => {
  it('copies: the buffer that it came from may be used again', () => {
    const source = Buffer.from('secret');
    const rest = new RestPool().take(source, 1, 6);
    source.fill(0);
    expect(textOf(rest)).toBe('ecret');
  });

  it('uses a rest again, and nothing of what was in it', () => {
    const pool = new RestPool();
    const first = pool.take(Buffer.from('first and long'), 0, 14);
    pool.giveBack(first);
    const second = pool.take(Buffer.from('second'), 0, 6);
    expect(second).toBe(first);
    expect(textOf(second)).toBe('second');
    expect(pool.take(Buffer.from('third'), 0, 5)).not.toBe(second);
  });

  it('does not keep what grew large, nor more than so many', () => {
    const pool = new RestPool();
    const large = pool.take(Buffer.alloc(100_000), 0, 100_000);
    pool.giveBack(large);
    expect(pool.take(Buffer.alloc(1), 0, 1)).not.toBe(large);
    const many = Array.from({ length: 1_000 }, () => pool.take(Buffer.alloc(1), 0, 1));
    for (const rest of many) pool.giveBack(rest);
    const again = new Set(Array.from({ length: 1_000 }, () => pool.take(Buffer.alloc(1), 0, 1)));
    expect(many.filter((rest) => again.has(rest))).toHaveLength(128);
  });
});
