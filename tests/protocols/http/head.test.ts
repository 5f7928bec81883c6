import { describe, expect, it } from 'vitest';
import { parseRequestHead, parseResponseHead, startsLike } from '../../../src/protocols/http/head.ts';

const request = (text: string) => parseRequestHead(Buffer.from(text, 'latin1'), 0, text.length);
const response = (text: string) => parseResponseHead(Buffer.from(text, 'latin1'), 0, text.length);

describe('heads', () => {
  it('are read whole, octets above 0x7f kept', () => {
    expect(request('PUT /\xe9 HTTP/1.0\r\nHost: \xc3\xa9\r\nA: b\r\n c\r\n\r\n')).toEqual({
      method: 'PUT',
      target: '/\xe9',
      status: 0,
      version: '1.0',
      headers: ['Host', '\xc3\xa9', 'A', 'b c'],
      conflict: false,
    });
    expect(response('HTTP/1.1 404\r\nServer: s\r\n\r\n')).toMatchObject({
      method: null,
      status: 404,
      version: '1.1',
      headers: ['server', 's'],
    });
  });

  it.each(['G@T / HTTP/1.1\r\n\r\n', 'FETCH / HTTP/1.1\r\n\r\n', 'GET / HTTP/1.1\r\nA\r: b\r\n\r\n', 'GET /\r\n\r\n'])(
    '%j is malformed, and the next head is not its victim',
    (text) => {
      expect(request(text)).toBeNull();
      expect(request('GET /after HTTP/1.1\r\nHost: h\r\n\r\n')).toMatchObject({ target: '/after', headers: ['host', 'h'] });
    },
  );

  it('keeps a head whose lengths differ, and says so', () => {
    expect(request('POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n')).toMatchObject({ method: 'POST', conflict: true });
    expect(request('GET /b HTTP/1.1\r\n\r\n')).toMatchObject({ method: 'GET', conflict: false, headers: [] });
  });
});

describe('startsLike', () => {
  it.each([
    ['GET ', 'request'],
    ['M-SEARCH * ', 'request'],
    ['HTTP/', 'response'],
    ['HTT', 'partial'],
    ['', 'partial'],
    ['GETS ', 'neither'],
    ['\x00', 'neither'],
    ['ABCDEFGHIJKLMNOP', 'neither'],
    ['RTSP/1.0', 'neither'],
  ])('%j like %s', (text, expected) => {
    expect(startsLike(Buffer.from(text, 'latin1'), 0, text.length)).toBe(expected);
  });
});
