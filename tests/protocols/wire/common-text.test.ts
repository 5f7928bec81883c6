import { describe, expect, it } from 'vitest';
import { commonLower, commonText, commonUtf8 } from '../../../src/protocols/wire/common-text.ts';

const amid = (octets: Buffer): [Buffer, number, number] => [Buffer.concat([Buffer.of(9), octets, Buffer.of(9)]), 1, 1 + octets.length];

describe('commonText', () => {
  it.each([[''], ['a'], ['Host.Example'], ['\x00\xff'], ['x'.repeat(128)], ['x'.repeat(129)]])('%j, and again', (text) => {
    const octets = Buffer.from(text, 'latin1');
    expect(commonText(...amid(octets))).toBe(text);
    expect(commonText(...amid(octets))).toBe(text);
  });

  it('tells texts apart, however many there are', () => {
    for (let n = 0; n < 20_000; n += 1) expect(commonText(...amid(Buffer.from(`host-${n % 9_973}`)))).toBe(`host-${n % 9_973}`);
  });

  it('tells texts of equal hash apart: 31 * a + b is the same for both', () => {
    for (const text of ['bA', 'a`', 'bA', 'a`']) expect(commonText(...amid(Buffer.from(text)))).toBe(text);
  });
});

it.each([
  ['ASCII', '41622e', 'Ab.', 'ab.'],
  ['UTF-8', 'c389', 'É', 'é'],
  ['no UTF-8', '41ff', 'A\ufffd', 'a\ufffd'],
  ['long', '41'.repeat(200), 'A'.repeat(200), 'a'.repeat(200)],
  ['nothing', '', '', ''],
])('%s as UTF-8, and in lower case', (_what, octets, expected, lower) => {
  expect(commonUtf8(...amid(Buffer.from(octets, 'hex')))).toBe(expected);
  expect(commonLower(...amid(Buffer.from(octets, 'hex')))).toBe(lower);
});
