import { describe, expect, it } from 'vitest';
import { Memo } from '../../../src/protocols/tls/memo.ts';

describe('a memo', () => {
  it('gives back what was kept, and lets the oldest go', () => {
    const memo = new Memo<number>(2);
    expect(memo.keep('a', 1)).toBe(1);
    memo.keep('b', 2);
    memo.keep('c', 3);
    expect([memo.get('a'), memo.get('b'), memo.get('c'), memo.evicted]).toEqual([undefined, 2, 3, 1]);
  });

  it('does not keep over-long keys', () => {
    const memo = new Memo<number>(2, 3);
    expect(memo.keep('long', 1)).toBe(1);
    expect(memo.get('long')).toBeUndefined();
  });
});
