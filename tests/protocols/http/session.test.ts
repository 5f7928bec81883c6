import { describe, expect, it } from 'vitest';
import { HttpSession } from '../../../src/protocols/http/session.ts';
import { ENOUGH, switchAfter } from '../../../src/protocols/dissector.ts';

const chunk = (text: string, sender: 0 | 1) => ({ buffer: Buffer.from(text, 'latin1'), start: 0, end: text.length, sender });

describe('HttpSession', () => {
  it('tells the roles of both sides by what they send, whoever began', () => {
    const kinds: string[] = [];
    const session = new HttpSession((kind) => kinds.push(kind));
    expect(session.data(chunk('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', 0))).toBe(40);
    expect(session.data(chunk('GET / HTTP/1.1\r\n\r\n', 1))).toBe(18);
    expect(kinds).toEqual(['http.response', 'http.request']);
  });

  it('wants nothing more of either side after 101, and speaks of WebSocket only where it is one', () => {
    const kinds: string[] = [];
    const session = new HttpSession((kind) => kinds.push(kind));
    session.data(chunk('GET / HTTP/1.1\r\nUpgrade: h2c\r\n\r\n', 0));
    expect(session.data(chunk('HTTP/1.1 101 Yes\r\nUpgrade: h2c\r\n\r\n\x00\x00', 1))).toBe(ENOUGH);
    expect(session.data(chunk('PRI', 0))).toBe(ENOUGH);
    expect(kinds).toEqual(['http.request', 'http.response']);
  });

  it.each([
    ['CONNECT home.example:443 HTTP/1.1\r\n\r\n', 'HTTP/1.1 200 Connection established\r\n\r\n', 'switch'],
    ['CONNECT home.example:443 HTTP/1.1\r\n\r\n', 'HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n', 'consumed'],
    ['OPTIONS * HTTP/1.1\r\nUpgrade: TLS/1.0\r\n\r\n', 'HTTP/1.1 101 Yes\r\nUpgrade: TLS/1.0, HTTP/1.1\r\n\r\n', 'switch'],
  ])('gives the stream over where it is a tunnel: %j', (request, response, expected) => {
    const session = new HttpSession(() => undefined);
    session.data(chunk(request, 0));
    const tail = expected === 'switch' ? '\x16\x03\x03' : '';
    expect(session.data(chunk(response + tail, 1))).toBe(expected === 'switch' ? switchAfter(response.length) : response.length);
  });
});
