import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findHeadEnd } from '../../../src/protocols/heads.ts';
import { factsOf } from '../../../src/protocols/http/fields.ts';
import { carefulRequestHead, carefulResponseHead, startsLike, type ParsedHead } from '../../../src/protocols/http/head.ts';
import { plainRequestHead, plainResponseHead } from '../../../src/protocols/http/head-plain.ts';
import { allMessages, type MessageFile } from '../../builders/messages.ts';

/** What observations are made of. */
const meaning = (head: ParsedHead | null) => head && { ...head, octets: null, headers: null, facts: factsOf(head) };

/** Whether a head, amid other octets, is plain as a whole; if so, the careful reader must read it alike. */
function isPlain(text: string): boolean {
  const head = Buffer.from(text, 'latin1');
  const buffer = Buffer.concat([Buffer.from('x\r\n'), head, Buffer.from('A: b\r\n\r\n')]);
  const request = startsLike(head, 0, head.length) !== 'response';
  const end = 3 + head.length;
  const read = request ? plainRequestHead : plainResponseHead;
  const plain = read(buffer, 3, buffer.length);
  if (plain === null || plain.octets !== head.length) return false;
  expect(read(buffer, 3, end)).toEqual(plain);
  const careful = (request ? carefulRequestHead : carefulResponseHead)(buffer, 3, end);
  expect(meaning(plain)).toEqual(meaning(careful));
  return true;
}

const GET = 'GET /a?b=%20 HTTP/1.1\r\n';
const OK = 'HTTP/1.1 200 OK\r\n';
const ALL =
  'Host: a.example\r\nUSER-AGENT:\tb \r\nServer:c\r\nContent-Type: Text/HTML; charset=x\r\nContent-Length: 12\r\nContent-Encoding: gzip\r\n' +
  'Transfer-Encoding: x, chunked\r\nAuthorization: Basic YTpi\r\nProxy-Authorization: d\r\nWWW-Authenticate: Digest e\r\nCookie: f\r\n' +
  'Proxy-Authenticate: Basic\r\nSet-Cookie: g\r\nSOAPAction: "h"\r\nReferer: http://i.example/j\r\nOrigin: http://k.example\r\nAccept: */*\r\n' +
  'Location: /l?m\r\nContent-Disposition: attachment; filename="n"\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: o\r\nX-Other: p\r\n';

describe('a plain head', () => {
  it.each([
    `${GET}\r\n`,
    `${OK}\r\n`,
    `${GET}${ALL}\r\n`,
    `${OK}${ALL}\r\n`,
    'HTTP/1.0 404\r\n\r\n',
    'HTTP/1.1 302 \r\nLocation:\r\n\r\n',
    'M-SEARCH * HTTP/1.1\r\nHost: 239.255.255.250:1900\r\n\r\n',
    'CONNECT a.example:443 HTTP/1.1\r\nHost: \t \r\n\r\n',
    `PUT /\xe9 HTTP/1.0\r\nHost: \xc3\xa9 \x00\x7f\r\n\r\n`,
    `${GET}Host: first\r\nHost: second\r\n\r\n`,
    `${GET}Upgrade: h2c\r\nConnection: upgrade\r\nTransfer-Encoding: chunked\r\n\r\n`,
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    `${OK}Content-Length: many\r\n\r\n`,
    `${GET}${'X-A: b\r\n'.repeat(200)}\r\n`,
  ])('%j is read as the careful reader does', (text) => {
    expect(isPlain(text)).toBe(true);
  });

  it.each([
    `${GET}A: b\r\n c\r\n\r\n`,
    `${GET}A: b\n\r\n`,
    'GET / HTTP/1.1\nA: b\r\n\r\n',
    `${GET}A: b\rc\r\n\r\n`,
    `${GET}A : b\r\n\r\n`,
    `${GET}A\r\n\r\n`,
    `${GET}: b\r\n\r\n`,
    `${GET}\xe9: b\r\n\r\n`,
    `${GET}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`,
    `${OK}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n`,
    'GET /a b HTTP/1.1\r\n\r\n',
    'GET  / HTTP/1.1\r\n\r\n',
    'GET / HTTP/2.0\r\n\r\n',
    'GET / HTTP/1.1 \r\n\r\n',
    'GET /\r\n\r\n',
    'GETS / HTTP/1.1\r\n\r\n',
    'FETCH / HTTP/1.1\r\n\r\n',
    'GET / HTTP/1.1\r\n',
    'GET',
    '',
    'HTTP/1.1 20 OK\r\n\r\n',
    'HTTP/1.1 2000\r\n\r\n',
    'HTTP/1.1  200\r\n\r\n',
    'HTTP/2.0 200 OK\r\n\r\n',
    `${GET}${'X-A: b\r\n'.repeat(201)}\r\n`,
    `${GET}\r\nA: b\r\n\r\n`,
  ])('is not %j: that is for the careful reader', (text) => {
    expect(isPlain(text)).toBe(false);
  });

  it('ends where its empty line does, and not before', () => {
    const head = Buffer.from(`${GET}Host: a\r\n\r\n`, 'latin1');
    expect(plainRequestHead(Buffer.concat([head, Buffer.from('\r\nGET')]), 0, head.length + 5)?.octets).toBe(head.length);
    for (let end = 0; end < head.length; end += 1) expect(plainRequestHead(head, 0, end)).toBeNull();
  });

  it('is no longer than heads may be', () => {
    const head = (octets: number): Buffer => Buffer.from(`${GET}A: ${'b'.repeat(octets - GET.length - 7)}\r\n\r\n`, 'latin1');
    expect(plainRequestHead(head(64 << 10), 0, 64 << 10)).not.toBeNull();
    expect(plainRequestHead(head((64 << 10) + 1), 0, (64 << 10) + 1)).toBeNull();
  });

  it('is read alike after any one octet was changed, left out or doubled', () => {
    let plain = 0;
    for (const text of [`${GET}Host: a\r\nContent-Length: 3\r\n\r\n`, `${OK}Server: a\r\nTransfer-Encoding: chunked\r\n\r\n`]) {
      for (let at = 0; at < text.length; at += 1) {
        for (const octet of ['', '\r', '\n', ' ', '\t', ':', '\x00', '\xff', '1', text[at]! + text[at]!]) {
          if (isPlain(text.slice(0, at) + octet + text.slice(at + 1))) plain += 1;
        }
      }
    }
    expect(plain).toBeGreaterThan(100);
  });
});

describe('the heads in all fixtures', () => {
  const folder = join(import.meta.dirname, '../../../fixtures/captures');
  const captures = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.pcapng'));
  const sources = [...captures.map((name) => readFileSync(join(folder, name))), ...allMessages().flatMap(octetsOf)];

  it('are read alike, and most are plain', () => {
    const heads = sources.flatMap(headsIn);
    expect(heads.length).toBeGreaterThan(15);
    expect(heads.filter(isPlain).length / heads.length).toBeGreaterThan(0.8);
  });
});

function octetsOf({ messages }: MessageFile): Buffer[] {
  return messages.map(({ octets }) => octets);
}

/** Every head that lies in one piece in a file, wherever a line end or something else stands before it. */
function headsIn(octets: Buffer): string[] {
  const found: string[] = [];
  for (let at = octets.indexOf('HTTP/1.'); at !== -1; at = octets.indexOf('HTTP/1.', at + 1)) {
    let start = at;
    // A request's line starts with its method, which letters and a blank before a slash tell.
    if (octets[at - 1] === 0x20) start = Math.max(0, octets.lastIndexOf(' /', at - 1));
    while (start > 0 && octets[start - 1]! >= 0x41 && octets[start - 1]! <= 0x5a) start -= 1;
    const like = startsLike(octets, start, octets.length);
    const end = findHeadEnd(octets, start, octets.length, 0);
    if ((like === 'request' || like === 'response') && end > 0) found.push(octets.toString('latin1', start, end));
  }
  return found;
}
