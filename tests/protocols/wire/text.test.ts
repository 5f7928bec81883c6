import { expect, it } from 'vitest';
import { hexOf, isPrintable, textOf, textOrNull } from '../../../src/protocols/wire/text.ts';
import { hex } from '../../builders/packet.ts';

it.each([
  ['letters', '41 62', 'Ab'],
  ['UTF-8', 'c3 a9', 'é'],
  ['an invalid sequence', '41 ff 42', 'A\ufffdB'],
  ['zeros at the end', '41 00 00', 'A'],
  ['a zero inside', '41 00 42', 'A\u0000B'],
  ['only zeros', '00 00', ''],
  ['nothing', '', ''],
])('textOf: %s', (_what, octets, expected) => {
  const around = Buffer.concat([Buffer.from('x'), hex(octets), Buffer.from('y')]);
  expect(textOf(around, 1, around.length - 1)).toBe(expected);
  expect(textOrNull(around, 1, around.length - 1)).toBe(expected === '' ? null : expected);
});

it('cuts', () => {
  expect(textOf(Buffer.alloc(9, 0x61), 0, 9, 4)).toBe('aaaa');
  expect(hexOf(Buffer.of(1, 2, 3), 2)).toBe('0102');
});

it('writes hex, however short the octets are', () => {
  expect([hexOf(Buffer.of(0xab), 64), hexOf(Buffer.alloc(0), 64), hexOf(null, 64)]).toEqual(['ab', '', null]);
});

it('knows what can be printed', () => {
  expect(['20 7e', '', '1f', '7f', '80'].map((octets) => isPrintable(hex(octets), 0, hex(octets).length))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
