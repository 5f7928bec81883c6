import { describe, expect, it } from 'vitest';
import { Cursor } from '../../../src/bytes/cursor.ts';
import { readName, skipName } from '../../../src/protocols/dns/name.ts';
import { hex } from '../../builders/packet.ts';

const at = (octets: Buffer, position: number, end = octets.length): Cursor => new Cursor().over(octets, position, end);
const label = (length: number, letter = 'a'): string =>
  length.toString(16).padStart(2, '0') + Buffer.from(letter).toString('hex').repeat(length);

describe('readName', () => {
  it.each([
    ['the root', '00', '.'],
    ['letters lose their case', '03 57 57 57 07 45 78 61 6d 70 6c 65 00', 'www.example'],
    ['blanks stay', '06 4d 79 20 62 6f 78 00', 'my box'],
    ['dots and backslashes in a label', '03 61 2e 62 02 5c 63 00', 'a\\.b.\\\\c'],
    ['control characters', '03 01 7f 1b 00', '\\001\\127\\027'],
    ['UTF-8', '04 5a 6f c3 a9 00', 'zoé'],
    ['octets that are not UTF-8', '02 61 ff 00', 'a\\255'],
  ])('%s', (_what, octets, expected) => {
    const c = at(hex(octets), 0);
    expect(readName(c, 0)).toBe(expected);
    expect([c.flaw, c.remaining]).toEqual([null, 0]);
  });

  it('follows pointers backwards and goes on after the first', () => {
    const octets = hex('ff 03636f6d00 0161c001 0162c006 99');
    const c = at(octets, 10);
    expect(readName(c, 0)).toBe('b.a.com');
    expect(c.position).toBe(octets.length - 1);
  });

  it('counts pointers from the start of the message', () => {
    expect(readName(at(hex('ffff 0161 00 c000'), 5), 2)).toBe('a');
  });

  it.each([
    ['ends early', '03 61 62', 'truncated'],
    ['has no end', '01 61', 'truncated'],
    ['a pointer cut in half', '01 61 c0', 'truncated'],
    ['points to itself', 'c0 00', 'loop'],
    ['points into its own labels', '01 61 c0 00', 'loop'],
    ['points forward', 'c0 05 00 00 00 00', 'loop'],
    ['label types that were never used', '40 00', 'bad-value'],
    ['256 octets', label(63).repeat(4) + '00', 'bad-length'],
  ])('%s', (_what, octets, flaw) => {
    const c = at(hex(octets), 0);
    expect(readName(c, 0)).toBe('');
    expect([c.flaw, c.remaining]).toEqual([flaw, 0]);
  });

  it('accepts 255 octets', () => {
    expect(readName(at(hex(label(63).repeat(3) + label(61) + '00'), 0), 0)).toHaveLength(253);
  });

  it('follows twenty pointers and not one more', () => {
    const chain = (hops: number): Buffer => {
      const octets = Buffer.alloc(4 + 2 * hops);
      octets.set([1, 0x61, 0, 0]);
      for (let hop = 0; hop < hops; hop += 1) octets.writeUInt16BE(0xc000 | (hop === 0 ? 0 : 2 + 2 * hop), 4 + 2 * hop);
      return octets;
    };
    expect(readName(at(chain(20), 4 + 2 * 19), 0)).toBe('a');
    const c = at(chain(21), 4 + 2 * 20);
    expect([readName(c, 0), c.flaw]).toEqual(['', 'too-many']);
  });

  it('escapes every octet of the longest name without losing its place', () => {
    const c = at(hex(label(63, '\u0001').repeat(3) + label(61, '\u0001') + '00'), 0);
    expect(readName(c, 0)).toBe([63, 63, 63, 61].map((n) => '\\001'.repeat(n)).join('.'));
  });
});

describe('skipName', () => {
  it.each([
    ['labels', '0161 0162 00 99', 5, null],
    ['a pointer, wherever it points', '0161 ffff 99', 4, null],
    ['a name that ends early', '0561', 2, 'truncated'],
    ['a pointer cut in half', 'c0', 1, 'truncated'],
    ['an unused label type', '80 00', 2, 'bad-value'],
  ])('%s', (_what, octets, position, flaw) => {
    const c = at(hex(octets), 0);
    skipName(c);
    expect([c.position, c.flaw]).toEqual([position, flaw]);
  });
});
