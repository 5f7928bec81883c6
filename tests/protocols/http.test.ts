import { describe, expect, it } from 'vitest';
import { http } from '../../src/protocols/http.ts';
import type { Fields } from '../../src/model/observation.ts';
import { Drive, drive, originator, responder, type Lost } from '../builders/drive.ts';
import type { Message } from '../builders/messages.ts';

const PORTS = [50_000, 80] as const;
const run = (...steps: (Message | Lost)[]) => drive(http, PORTS, steps);
const brief = ({ kind, fields }: { kind: string; fields: Fields }): string =>
  kind === 'http.request'
    ? `${String(fields['method'])} ${String(fields['host'])} ${String(fields['target'])}`
    : `${kind} ${String(fields['status'] ?? fields['target'])} ${String(fields['request_path'] ?? '')}`;
const briefly = (...steps: (Message | Lost)[]): string[] => run(...steps).map(brief);
const verdict = (text: string, ports: readonly [number, number] = [50_000, 50_001]): string => {
  const buffer = Buffer.from(text, 'latin1');
  return http.probe({ buffer, start: 0, end: buffer.length, sender: 0 }, ports);
};

describe('http.probe', () => {
  it.each([
    ['GET / HTTP/1.1\r\n', 'mine'],
    ['GET / HTTP/1.0\n', 'mine'],
    ['NOTIFY /x HTTP/1.1\r\n', 'mine'],
    ['HTTP/1.1 200 OK', 'mine'],
    ['GE', 'unsure'],
    ['GET /a', 'unsure'],
    [`GET /${'a'.repeat(3_000)}`, 'mine'],
    ['HTTP/1', 'unsure'],
    ['HTTP/2.0 200 OK', 'not-mine'],
    ['PRI * HTTP/2.0\r\n', 'not-mine'],
    ['OPTIONS rtsp://a/ RTSP/1.0\r\n', 'not-mine'],
    ['OPTIONS sip:a SIP/2.0\r\n', 'not-mine'],
    ['get / http/1.1\r\n', 'not-mine'],
    ['\x16\x03\x01', 'not-mine'],
  ])('%j is %s', (text, expected) => {
    expect(verdict(text)).toBe(expected);
  });

  it('takes a method and a path for enough on a registered port: the end of the line may never have been captured', () => {
    expect([verdict('GET /a', PORTS), verdict('GET ', PORTS), verdict('OPTIONS *', PORTS)]).toEqual(['mine', 'unsure', 'unsure']);
    const [said] = run(originator('GET /a?b'), { side: 0, lost: 400 });
    expect(said!.fields).toMatchObject({ method: 'GET', host: null, target: '/a?b', version: null, head_cut: true });
  });

  it('waits for the other side where a stream on port 80 was joined midway', () => {
    expect(verdict('\x8f\x02\xa0 body', PORTS)).toBe('unsure');
  });
});

describe('http', () => {
  it('tells bodies by RFC 9112, 6.3: HEAD, 204 and 304 have none, whatever their length says', () => {
    expect(
      briefly(
        originator('HEAD /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\nGET /c HTTP/1.1\r\n\r\nGET /d HTTP/1.1\r\n\r\n'),
        responder(
          'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nHTTP/1.1 204 N\r\nContent-Length: 9\r\n\r\nHTTP/1.1 304 N\r\nTransfer-Encoding: chunked\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
        ),
      ),
    ).toEqual([
      'HEAD null /a',
      'GET null /b',
      'GET null /c',
      'GET null /d',
      'http.response 200 /a',
      'http.response 204 /b',
      'http.response 304 /c',
      'http.response 200 /d',
    ]);
  });

  it('ends its work after CONNECT was granted, but not after it was refused', () => {
    const connect = originator('CONNECT a.example:443 HTTP/1.1\r\nHost: a.example\r\n\r\n');
    expect(briefly(connect, responder('HTTP/1.1 200 Yes\r\n\r\n'), originator('GET /inside HTTP/1.1\r\n\r\n'))).toEqual([
      'CONNECT a.example a.example:443',
      'http.response 200 a.example:443',
    ]);
    expect(
      briefly(connect, responder('HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n'), originator('GET /outside HTTP/1.1\r\n\r\n')),
    ).toContain('GET null /outside');
  });

  it('reads the next request where a body was refused before it came, and the body where it came all the same', () => {
    const put = originator('PUT /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 26\r\n\r\n');
    const refusal = responder('HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n');
    const next = originator('GET /b HTTP/1.1\r\nHost: h\r\n\r\n');
    expect(briefly(put, refusal, next, responder('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'))).toEqual([
      'http.response 401 /a',
      'PUT h /a',
      'GET h /b',
      'http.response 200 /b',
    ]);
    expect(briefly(put, refusal, originator('GE'), originator('T /b HTTP/1.1\r\nHost: h\r\n\r\n'))).toContain('GET h /b');
    expect(briefly(put, refusal, originator('{"a":"0123456789012345678"'), next)).toEqual(['http.response 401 /a', 'PUT h /a', 'GET h /b']);
    expect(briefly(put, responder('HTTP/1.1 100 Continue\r\n\r\n'), originator('GET / HTTP/1.1\r\nHost: x\r\n'), next)).toContain(
      'PUT h /a',
    );
  });

  it('goes on behind a gap inside a body of known length', () => {
    expect(
      briefly(
        originator('GET /a HTTP/1.1\r\n\r\n'),
        responder('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789'),
        { side: 1, lost: 80 },
        originator('GET /b HTTP/1.1\r\n\r\n'),
        responder('0123456789HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n'),
      ),
    ).toEqual(['GET null /a', 'http.response 200 /a', 'GET null /b', 'http.response 404 /b']);
  });

  it('finds the next message behind a gap of unknown length', () => {
    const said = briefly(
      originator('POST /a HTTP/1.1\r\nContent-Length: 50\r\n\r\n12345'),
      { side: 0, lost: 0 },
      originator('middle of something\r\nGET /b HTTP/1.1\r\n\r\n'),
      { side: 1, lost: 1_000 },
      responder('...</html>HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
    );
    // Whose answer it is cannot be told: answers may have been lost too.
    expect(said).toEqual(['POST null /a', 'GET null /b', 'http.response 200 ']);
  });

  it('says what a request whose end was cut off still says', () => {
    const [request] = run(originator('GET /cut HTTP/1.1\r\nHost: a.example\r\nUser-Agent: half of i'), { side: 0, lost: 90 });
    expect(request?.fields).toMatchObject({ target: '/cut', host: 'a.example', user_agent: null, head_cut: true });
  });

  it('takes a target with blanks up to the first', () => {
    expect(briefly(originator('GET /a b|c HTTP/1.1\r\nHost: h\r\n\r\n'))).toEqual(['GET h /a']);
  });

  it('notes lengths that contradict each other', () => {
    const [both, twice] = run(
      originator(
        'POST /a HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nPOST /b HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
      ),
    );
    expect(both?.fields['framing_conflict']).toBe(true);
    expect(twice?.fields).toMatchObject({ target: '/b', framing_conflict: true });
  });

  it('speaks of a long body after 16 kB of it, and skips the rest', () => {
    const flow = new Drive(http, PORTS);
    flow.data(0, Buffer.from('POST /up HTTP/1.1\r\nContent-Type: application/octet-stream\r\nContent-Length: 40000\r\n\r\n'));
    flow.data(0, Buffer.alloc(16_383));
    expect(flow.said).toEqual([]);
    flow.data(0, Buffer.alloc(100));
    expect(flow.said[0]?.fields).toMatchObject({ body_octets: 16_384, content_length: 40_000, body_keys: null });
    flow.data(0, Buffer.concat([Buffer.alloc(40_000 - 16_483), Buffer.from('GET /next HTTP/1.1\r\n\r\n')]));
    expect(flow.said.map(brief)).toEqual(['POST null /up', 'GET null /next']);
  });

  it('bounds the requests that wait for an answer, and then pairs none wrongly', () => {
    const requests = Array.from({ length: 600 }, (_, i) => `GET /${i} HTTP/1.1\r\n\r\n`).join('');
    const said = briefly(originator(requests), responder('HTTP/1.1 204 N\r\n\r\n'));
    expect(said).toHaveLength(601);
    expect(said[600]).toBe('http.response 204 ');
  });

  it('gives up on a head without end, on a bomb of headers it keeps the first 200', () => {
    const endless = new Drive(http, PORTS);
    endless.data(0, Buffer.from(`GET / HTTP/1.1\r\nX: ${'a'.repeat(70_000)}`));
    expect(endless.waiting(0)).toBe(0);
    const bomb = `GET /bomb HTTP/1.1\r\nHost: first.example\r\n${'X: y\r\n'.repeat(5_000)}User-Agent: late\r\n\r\n`;
    expect(run(originator(bomb))[0]?.fields).toMatchObject({ host: 'first.example', user_agent: null });
  });

  it('gives up a direction that holds nothing but malformed heads', () => {
    const flow = new Drive(http, PORTS);
    for (let i = 0; i < 12; i += 1) flow.data(0, Buffer.from('GET / HTTP/1.1\r\nA: \r b\r\n\r\n'));
    expect(flow.enough(0)).toBe(true);
    expect(flow.said).toEqual([]);
  });

  it('does not keep an authorization without a known scheme', () => {
    const [request] = run(originator('GET / HTTP/1.1\r\nAuthorization: s3cr3t-mouchard\r\n\r\n'));
    expect(request?.fields).toMatchObject({ has_credentials: true, authorization_scheme: 'other' });
  });
});
