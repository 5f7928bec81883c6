import { describe, expect, it } from 'vitest';
import { Half } from '../../../src/protocols/http/half.ts';

describe('Half', () => {
  it.each([
    ['GET /a?b=c', 'GET /a?b=c HTTP/1.1\r\n\r\n'],
    ['GET /a HTT', 'GET /a HTTP/1.1\r\n\r\n'],
    ['GET /a HTTP/1.0\r\nHost: www.home.exa', 'GET /a HTTP/1.0\r\nHost: www.home.exa\r\n\r\n'],
    ['GET /a HTTP/1.0\r\nHost: www.home.example\r', 'GET /a HTTP/1.0\r\nHost: www.home.example\r\n\r\n'],
    ['GET /a HTTP/1.0\r\nHost: ', 'GET /a HTTP/1.0\r\n\r\n'],
    ['GET /a HTTP/1.0\r\nCookie: se', 'GET /a HTTP/1.0\r\n\r\n'],
    ['GET', null],
    ['GET ', null],
  ])('closes a head that was cut: %j', (text, expected) => {
    const half = new Half();
    half.wait(Buffer.from(text), 0, text.length);
    const cut = half.dropHead();
    expect(cut?.octets.toString() ?? null).toBe(expected);
    if (cut !== null) expect(cut.versionKnown).toBe(text.includes('\n'));
  });

  it('keeps the lines of an unfinished head until it is read', () => {
    const half = new Half();
    const octets = Buffer.from('GET / HTTP/1.1\r\nAccept: a');
    half.wait(octets, 0, 5);
    half.wait(octets, 0, octets.length);
    expect(half.searched).toBe(octets.length);
    expect(half.dropHead()?.octets.toString()).toBe('GET / HTTP/1.1\r\n\r\n');
    expect([half.dropHead(), half.searched]).toEqual([null, 0]);
    half.wait(octets, 0, octets.length);
    half.headRead();
    expect(half.dropHead()).toBeNull();
  });

  it('keeps no more than its bound', () => {
    const half = new Half();
    half.wait(Buffer.from('a\n'.repeat(5_000)), 0, 10_000);
    expect(half.dropHead()?.octets).toHaveLength(2_048 + 2);
  });
});
