import { describe, expect, it } from 'vitest';
import { readSsl2Hello } from '../../../src/protocols/tls/ssl2-hello.ts';

describe('a hello in the form of SSL 2.0', () => {
  it('lists suites of both kinds, and has no extensions to fingerprint', () => {
    const hello = Buffer.from('8022' + '01' + '0301' + '0006' + '0000' + '0010' + '00002f' + '0700c0' + '00'.repeat(16), 'hex');
    expect(readSsl2Hello(hello, 0)).toEqual({
      version: 'TLSv1.0',
      highest_version: 'TLSv1.0',
      sni: null,
      alpn: [],
      ciphers: ['0x002f', '0x0700c0'],
      extensions: [],
      supported_versions: [],
      ja3: null,
      ja4: null,
      ech: false,
      over: 'tcp',
    });
  });
});
