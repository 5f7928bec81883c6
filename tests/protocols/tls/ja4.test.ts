import { describe, expect, it } from 'vitest';
import { highestVersion, ja4, type Ja4Input } from '../../../src/protocols/tls/ja4.ts';

/** The worked example of FoxIO's description of JA4, with GREASE put back in and its lists out of order. */
const EXAMPLE: Ja4Input = {
  transport: 't',
  version: 0x0303,
  supportedVersions: [0x3a3a, 0x0304, 0x0303],
  ciphers: [0x3a3a, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c, 0x009d, 0x002f, 0x0035],
  extensions: [
    0x9a9a, 0x001b, 0x0000, 0x0033, 0x0010, 0x4469, 0x0017, 0x002d, 0x000d, 0x0005, 0x0023, 0x0012, 0x002b, 0xff01, 0x000b, 0x000a, 0x0015,
  ],
  signatureAlgorithms: [0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601],
  firstAlpn: 'h2',
};

describe('JA4', () => {
  it('of the published example', () => expect(ja4(EXAMPLE)).toBe('t13d1516h2_8daaf6152771_e5627efa2ab1'));

  it.each<[string, Partial<Ja4Input>, string]>([
    ['over QUIC', { transport: 'q' }, 'q13d1516h2'],
    ['without a server name', { extensions: EXAMPLE.extensions.filter((e) => e !== 0) }, 't13i1515h2'],
    ['of TLS 1.2', { supportedVersions: [] }, 't12d1516h2'],
    ['of SSL 3.0', { supportedVersions: [], version: 0x0300 }, 't' + 's3d1516h2'],
    ['of DTLS 1.2', { transport: 'd', version: 0xfefd, supportedVersions: [] }, 'dd2d1516h2'],
    ['of a version that has no letters', { supportedVersions: [0x7f17] }, 't00d1516h2'],
    ['without ALPN', { firstAlpn: null }, 't13d151600'],
    ['with ALPN of one letter', { firstAlpn: 'h' }, 't13d1516hh'],
    ['with http/1.1', { firstAlpn: 'http/1.1' }, 't13d1516h1'],
    ['with ALPN ab', { firstAlpn: '\xab' }, 't13d1516ab'],
    ['with ALPN abcd', { firstAlpn: '\xab\xcd' }, 't13d1516ad'],
    ['with ALPN 30ab', { firstAlpn: '0\xab' }, 't13d15163b'],
    ['with over 99 suites', { ciphers: Array.from({ length: 120 }, (_, i) => i) }, 't13d9916h2'],
  ])('%s', (_name, change, start) => expect(ja4({ ...EXAMPLE, ...change }).split('_')[0]).toBe(start));

  it('has zeros where there is nothing to hash', () => {
    expect(ja4({ ...EXAMPLE, ciphers: [0x0a0a], extensions: [0x0a0a], signatureAlgorithms: [] })).toBe(
      't13i0000h2_000000000000_000000000000',
    );
  });

  it('of no signature algorithms ends without an underscore in what is hashed', () => {
    // SHA-256 of 0017, first 12 digits.
    expect(ja4({ ...EXAMPLE, extensions: [0x17], signatureAlgorithms: [] }).split('_')[2]).toBe('1ca028f07214');
  });
});

describe('the highest version', () => {
  it.each([
    [0x0303, [0x0a0a, 0x0302, 0x0304], 0x0304],
    [0x0303, [], 0x0303],
    [0xfefd, [0xfefc, 0xfefd], 0xfefc],
  ])('of %i and %j is %i', (legacy, supported, highest) => expect(highestVersion(legacy, supported)).toBe(highest));
});
