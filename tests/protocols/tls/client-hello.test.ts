import { describe, expect, it } from 'vitest';
import { readClientHello } from '../../../src/protocols/tls/client-hello.ts';
import { alpn, clientHello, list16, serverName, type HelloPlan } from '../../builders/hello.ts';

const read = (plan: HelloPlan, over: 'tcp' | 'quic' | 'dtls' = 'tcp') => {
  const body = clientHello(plan);
  return readClientHello(body, 0, body.length, over);
};

const modern: HelloPlan = {
  ciphers: [0x2a2a, 0x1301, 0xc02f],
  extensions: [
    [0x6a6a, ''],
    [0, serverName('Cloud.Example.test')],
    [10, list16([0x2a2a, 0x001d, 0x0017])],
    [11, '0100'],
    [13, list16([0x0403, 0x0804])],
    [16, alpn('h2', 'http/1.1')],
    [43, list16([0x0a0a, 0x0304, 0x0303], 2)],
    [0xfe0d, '00'],
  ],
};

describe('a client hello', () => {
  it('is read field by field', () => {
    expect(read(modern)).toEqual({
      version: 'TLSv1.2',
      highest_version: 'TLSv1.3',
      sni: 'cloud.example.test',
      alpn: ['h2', 'http/1.1'],
      ciphers: ['0x2a2a', '0x1301', '0xc02f'],
      extensions: [0x6a6a, 0, 10, 11, 13, 16, 43, 0xfe0d],
      supported_versions: ['0x0a0a', 'TLSv1.3', 'TLSv1.2'],
      ja3: expect.stringMatching(/^[0-9a-f]{32}$/),
      ja4: expect.stringMatching(/^t13d0207h2_[0-9a-f]{12}_[0-9a-f]{12}$/),
      ech: true,
      over: 'tcp',
    });
  });

  it('gives the same offer for another name, and another for another carrier', () => {
    const other = {
      ...modern,
      extensions: modern.extensions!.map(([t, c]) => (t === 0 ? ([0, serverName('other.test')] as const) : ([t, c] as const))),
    };
    const [first, second, quic] = [read(modern)!, read(other)!, read(modern, 'quic')!];
    expect(second.sni).toBe('other.test');
    expect(second.ciphers).toBe(first.ciphers);
    expect([second.ja3, second.ja4]).toEqual([first.ja3, first.ja4]);
    expect(quic.ja4).toBe(`q${first.ja4!.slice(1)}`);
  });

  it('may have no extensions at all', () => {
    expect(read({ version: 0x0300, ciphers: [5], extensions: null })).toMatchObject({
      version: 'SSLv3',
      highest_version: 'SSLv3',
      sni: null,
      alpn: [],
      extensions: [],
      ech: false,
    });
  });

  it('of DTLS has a cookie', () => {
    expect(read({ version: 0xfefd, cookie: 'c0ffee', extensions: [] }, 'dtls')).toMatchObject({
      version: 'DTLSv1.2',
      ciphers: ['0x1301', '0xc02f'],
    });
  });

  it.each<[string, HelloPlan, object]>([
    ['an empty name', { extensions: [[0, '0000']] }, { sni: null, extensions: [0] }],
    ['a name that is longer than its extension', { extensions: [[0, '000500ffff61']] }, { sni: null }],
    ['a name of another type first', { extensions: [[0, '000a01000178' + '0000026162']] }, { sni: 'ab' }],
    ['a name that is no UTF-8', { extensions: [[0, '00040000' + '01ff']] }, { sni: '\ufffd' }],
    ['protocol names that do not fit', { extensions: [[16, '00090268320968']] }, { alpn: [] }],
    ['versions that do not fit', { extensions: [[43, 'ff0304']] }, { supported_versions: ['TLSv1.3'] }],
  ])('with %s keeps the rest', (_name, plan, fields) => expect(read(plan)).toMatchObject(fields));

  it('is refused where its structure lies, at every prefix', () => {
    const body = clientHello(modern);
    const bare = body.length - clientHello({ ...modern, extensions: null }).length;
    for (let end = 0; end < body.length; end += 1) {
      const hello = readClientHello(body, 0, end, 'tcp');
      // Cut exactly before the extensions it is a sound hello without any.
      expect(hello === null, `${end} octets`).toBe(end !== body.length - bare);
    }
    expect(read({ ciphers: [] })).toBeNull();
  });
});
