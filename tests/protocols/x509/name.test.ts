import { describe, expect, it } from 'vitest';
import { DerWalker } from '../../../src/protocols/x509/der.ts';
import { distinguishedName, escapeValue } from '../../../src/protocols/x509/name.ts';
import { der, nameOf, oid } from '../../builders/certificate.ts';

function textOf(octets: Buffer): string | null {
  const walker = new DerWalker(octets, 0, octets.length);
  expect(walker.next()).toBe(true);
  return distinguishedName(walker);
}

const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text));

describe('a distinguished name', () => {
  it('is written from its most specific part on', () =>
    expect(
      textOf(
        nameOf([
          ['2.5.4.6', 'FR'],
          ['2.5.4.10', 'Example, Ltd'],
          ['2.5.4.3', 'a.test'],
        ]),
      ),
    ).toBe('CN=a.test,O=Example\\, Ltd,C=FR'));

  it('joins attributes of one part with a plus', () => {
    const part = der(0x31, der(0x30, oid('2.5.4.3'), utf8('a')), der(0x30, oid('0.9.2342.19200300.100.1.1'), utf8('b')));
    expect(textOf(der(0x30, part))).toBe('CN=a+UID=b');
  });

  it('writes unknown attributes and values as what they are', () => {
    expect(textOf(nameOf([['1.2.3.4', 'x']]))).toBe('1.2.3.4=x');
    expect(textOf(der(0x30, der(0x31, der(0x30, oid('2.5.4.3'), der(0x04, Buffer.from([1, 2]))))))).toBe('CN=#04020102');
  });

  it('may be empty', () => expect(textOf(der(0x30))).toBe(''));

  it.each([
    ['no set', der(0x30, der(0x30))],
    ['no pair', der(0x30, der(0x31, der(0x02, Buffer.from([1]))))],
    ['no type', der(0x30, der(0x31, der(0x30, utf8('x'))))],
    ['no value', der(0x30, der(0x31, der(0x30, oid('2.5.4.3'))))],
    ['too many parts', nameOf(Array.from({ length: 100 }, () => ['2.5.4.3', 'x'] as const))],
  ])('with %s is none', (_name, octets) => expect(textOf(octets)).toBeNull());
});

describe('escaping by RFC 4514', () => {
  it.each([
    ['a,b', 'a\\,b'],
    ['a+b"c\\d<e>f;g', 'a\\+b\\"c\\\\d\\<e\\>f\\;g'],
    [' a ', '\\ a\\ '],
    ['#a', '\\#a'],
    ['a\0b', 'a\\00b'],
    [' ', '\\ '],
    ['a#b', 'a#b'],
  ])('%j', (text, escaped) => expect(escapeValue(text)).toBe(escaped));
});
