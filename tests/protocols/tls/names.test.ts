import { describe, expect, it } from 'vitest';
import { alertLevel, alertName, code, isGrease, isVersion13, versionName } from '../../../src/protocols/tls/names.ts';

describe('names of TLS', () => {
  it.each([
    [0x0002, 'SSLv2'],
    [0x0300, 'SSLv3'],
    [0x0301, 'TLSv1.0'],
    [0x0303, 'TLSv1.2'],
    [0x0304, 'TLSv1.3'],
    [0x7f1c, 'TLSv1.3-draft28'],
    [0xfefd, 'DTLSv1.2'],
    [0x7e01, '0x7e01'],
    [0x0a0a, '0x0a0a'],
  ])('version %i is %s', (version, name) => expect(versionName(version)).toBe(name));

  it.each([
    [0x0304, true],
    [0x7f17, true],
    [0xfefc, true],
    [0x0303, false],
    [0xfefd, false],
  ])('version %i hides its certificates: %s', (version, hides) => expect(isVersion13(version)).toBe(hides));

  it.each([
    [48, 'unknown_ca'],
    [120, 'no_application_protocol'],
    [200, '200'],
  ])('alert %i is %s', (number, name) => expect(alertName(number)).toBe(name));

  it('names levels', () => expect([1, 2, 7].map(alertLevel)).toEqual(['warning', 'fatal', '7']));

  it('writes numbers with four digits', () => expect(code(0x5)).toBe('0x0005'));

  it('knows the sixteen GREASE values of RFC 8701 and no others', () => {
    const found = Array.from({ length: 0x10000 }, (_, value) => value).filter(isGrease);
    expect(found.map(code)).toEqual(Array.from({ length: 16 }, (_, n) => `0x${n.toString(16)}a${n.toString(16)}a`));
  });
});
