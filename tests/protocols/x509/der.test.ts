import { describe, expect, it } from 'vitest';
import { DerWalker, integerBits, integerHex, objectIdentifier, stringText } from '../../../src/protocols/x509/der.ts';
import { oid } from '../../builders/certificate.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const walker = (hex: string): DerWalker => new DerWalker(bytes(hex), 0, hex.length / 2);

describe('a DER walker', () => {
  it('goes from element to element, and inside', () => {
    const w = walker('3006020107040101' + '0500');
    expect(w.expect(0x30)).toBe(true);
    const inside = w.inside();
    expect([inside.expect(0x04), inside.expect(0x02), inside.start, inside.end, inside.from]).toEqual([false, true, 4, 5, 2]);
    expect([inside.next(), inside.next()]).toEqual([true, false]);
    expect([w.next(), w.tag, w.start === w.end]).toEqual([true, 0x05, true]);
  });

  it.each([
    ['a short length', '0403aabbcc', true],
    ['a long length', '048103aabbcc', true],
    ['three octets of length', '0483000003aabbcc', true],
    ['four octets of length', '048400000003aabbcc', false],
    ['an indefinite length', '3080050000', false],
    ['a long tag', '1f8101', false],
    ['content that ends early', '0403aabb', false],
    ['a length that ends early', '0482', false],
    ['one octet', '04', false],
    ['nothing', '', false],
  ])('takes %s: %s %s', (_name, hex, sound) => {
    const w = walker(hex);
    expect(w.next()).toBe(sound);
    expect(w.at).toBe(sound ? hex.length / 2 : 0);
  });
});

describe('object identifiers', () => {
  it.each(['1.2.840.113549.1.1.11', '2.5.4.3', '0.9.2342.19200300.100.1.25', '1.3.101.112', '2.16.840.1.101.3.4.3.18'])('%s', (dotted) => {
    const octets = oid(dotted);
    expect(objectIdentifier(octets, 2, octets.length)).toBe(dotted);
  });

  it.each([
    ['nothing', ''],
    ['an arc that does not end', '2a86'],
    ['an arc beyond all numbers', '2a' + 'ff'.repeat(9) + '7f'],
    ['too many arcs', '01'.repeat(60)],
  ])('%s is none', (_name, hex) => expect(objectIdentifier(bytes(hex), 0, hex.length / 2)).toBeNull());

  it('2.999 has its first arc apart', () => expect(objectIdentifier(bytes('8837'), 0, 2)).toBe('2.999'));
});

describe('integers', () => {
  it.each([
    ['00', '0', 0],
    ['007f', '7f', 7],
    ['0080', '80', 8],
    ['0a', 'a', 4],
    ['010001', '10001', 17],
    ['', '0', 0],
  ])('%s is %s with %i bits', (hex, text, bits) => {
    expect(integerHex(bytes(hex), 0, hex.length / 2)).toBe(text);
    expect(integerBits(bytes(hex), 0, hex.length / 2)).toBe(bits);
  });
});

describe('strings', () => {
  it.each([
    [0x0c, 'c3a9', 'é'],
    [0x13, '6162', 'ab'],
    [0x14, 'e9', 'é'],
    [0x16, '40', '@'],
    [0x1e, '00e92603', 'é☃'],
    [0x1e, 'd800', '\ufffd'],
    [0x1e, '00e9ff', 'é'],
    [0x1c, '0001f600', '😀'],
    [0x1c, 'ffffffff', '\ufffd'],
    [0x04, '6162', null],
  ])('of tag %i with %s', (tag, hex, text) => expect(stringText(bytes(hex), tag, 0, hex.length / 2)).toBe(text));
});
