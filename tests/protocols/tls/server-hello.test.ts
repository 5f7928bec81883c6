import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readServerHello } from '../../../src/protocols/tls/server-hello.ts';
import { alpn, serverHello } from '../../builders/hello.ts';

const read = (body: Buffer) => readServerHello(body, 0, body.length, 'tcp');
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
// RFC 8446, section 4.1.3.
const RETRY = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';

describe('a server hello', () => {
  it('of TLS 1.2 names its protocol', () => {
    expect(
      read(
        serverHello({
          cipher: 0xc02f,
          extensions: [
            [0xff01, '00'],
            [16, alpn('http/1.1')],
          ],
        }),
      ),
    ).toEqual({
      fields: { version: 'TLSv1.2', cipher: '0xc02f', alpn: 'http/1.1', ja3s: md5('771,49199,65281-16'), retry: false, over: 'tcp' },
      version13: false,
      resumed: false,
    });
  });

  it('of TLS 1.3 tells its version in an extension, and whether a session was taken up again', () => {
    expect(
      read(
        serverHello({
          cipher: 0x1301,
          extensions: [
            [51, '001d'],
            [43, '0304'],
            [41, '0000'],
          ],
        }),
      ),
    ).toMatchObject({
      fields: { version: 'TLSv1.3', cipher: '0x1301', alpn: null, ja3s: md5('771,4865,51-43-41') },
      version13: true,
      resumed: true,
    });
  });

  it('may ask for another client hello', () => {
    expect(read(serverHello({ random: RETRY, extensions: [[43, '0304']] }))?.fields.retry).toBe(true);
  });

  it('of early drafts of TLS 1.3 has no session id', () => {
    const body = Buffer.from(`7f12${'ab'.repeat(32)}1301` + '0000', 'hex');
    expect(read(body)?.fields).toMatchObject({ version: 'TLSv1.3-draft18', cipher: '0x1301' });
  });

  it('may have no extensions', () =>
    expect(read(serverHello({ version: 0x0301, extensions: null }))?.fields).toMatchObject({
      version: 'TLSv1.0',
      ja3s: md5('769,49199,'),
    }));

  it('seen again is the same object', () => {
    const body = serverHello({ cipher: 0xc030, extensions: [[23, '']] });
    expect(read(Buffer.from(body))).toBe(read(body));
  });

  it('is refused at every prefix that is not sound', () => {
    const body = serverHello({
      extensions: [
        [16, alpn('h2')],
        [43, '0304'],
      ],
    });
    const bare = serverHello({ extensions: null }).length;
    for (let end = 0; end < body.length; end += 1)
      expect(readServerHello(body, 0, end, 'tcp') === null, `${end} octets`).toBe(end !== bare);
  });

  it('with more extensions than any server sends is refused', () => {
    expect(read(serverHello({ extensions: Array.from({ length: 100 }, (_, i) => [i + 100, ''] as const) }))).toBeNull();
  });
});
