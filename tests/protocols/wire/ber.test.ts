import { describe, expect, it } from 'vitest';
import { Cursor } from '../../../src/bytes/cursor.ts';
import { BER, berHeader, berInteger, berLength } from '../../../src/protocols/wire/ber.ts';

const over = (hex: string): Cursor => {
  const octets = Buffer.from(hex, 'hex');
  return new Cursor().over(octets, 0, octets.length);
};

describe('BER', () => {
  it.each([
    ['7f', 127],
    ['8180', 128],
    ['820100', 256],
    ['83010000', 65_536],
    ['84ffffffff', 4_294_967_295],
  ])('reads the length %s', (hex, length) => expect(berLength(over(hex))).toBe(length));

  it.each(['80', '85', '81', ''])('reads no length from %j', (hex) => {
    const c = over(hex);
    berLength(c);
    expect(c.flaw).not.toBeNull();
  });

  it('wants the tag that was asked for', () => {
    expect(berHeader(over('0403'), BER.octets)).toBe(3);
    const c = over('0403');
    berHeader(c, BER.sequence);
    expect(c.flaw).toBe('bad-value');
  });

  it('reads whole numbers', () => {
    expect([berInteger(over('02020100')), berInteger(over('0a0131'), BER.enumerated)]).toEqual([256, 49]);
  });
});
