import { describe, expect, it } from 'vitest';
import { Half } from '../../../src/protocols/http/half.ts';

describe('Half', () => {
  it('keeps the whole lines of an unfinished head until it is read', () => {
    const half = new Half();
    const octets = Buffer.from('GET / HTTP/1.1\r\nHost: a');
    half.wait(octets, 0, 5);
    half.wait(octets, 0, octets.length);
    expect(half.searched).toBe(octets.length);
    expect(half.dropHead()?.toString()).toBe('GET / HTTP/1.1\r\n\r\n');
    expect([half.dropHead(), half.searched]).toEqual([null, 0]);
    half.wait(octets, 0, octets.length);
    half.headRead();
    expect(half.dropHead()).toBeNull();
  });

  it('keeps no more than its bound', () => {
    const half = new Half();
    half.wait(Buffer.from('a\n'.repeat(5_000)), 0, 10_000);
    expect(half.dropHead()).toHaveLength(2_048 + 2);
  });
});
