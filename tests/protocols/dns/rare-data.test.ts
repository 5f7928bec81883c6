import { expect, it } from 'vitest';
import { TYPE } from '../../../src/protocols/dns/codes.ts';
import { rareData } from '../../../src/protocols/dns/rare-data.ts';
import { hex } from '../../builders/packet.ts';

const read = (type: string, octets: Buffer): string | null =>
  rareData((TYPE as Record<string, number>)[type] ?? 65400, Buffer.concat([Buffer.of(9), octets, Buffer.of(9)]), 1, 1 + octets.length);

it.each([
  ['HINFO', '0341524d 054c696e7578', 'ARM Linux'],
  ['CAA', '00 05 6973737565 6361', '0 issue ca false'],
  ['DS', '0001 08 02 abcd', '1 8 2 abcd'],
  ['SSHFP', '04 02 ' + '11'.repeat(32), `4 2 ${'11'.repeat(32)}`],
  ['TLSA', '03 01 01 abcd', '3 1 1 abcd'],
])('%s', (type, octets, expected) => {
  expect(read(type, hex(octets))).toBe(expected);
});

it.each([
  ['a type that others read', 'A', 'c0000201'],
  ['a type of no name', 'TYPE65400', 'c0000201'],
  ['nothing', 'HINFO', ''],
  ['a name that points to itself', 'RP', 'c002 c002'],
  ['a name that points into what was the message', 'RP', '0161 cfff 00'],
])('%s: null', (_what, type, octets) => {
  expect(read(type, hex(octets))).toBeNull();
});

it('refuses what no real record is long enough for', () => {
  expect(read('TLSA', Buffer.alloc(4096, 1))).not.toBeNull();
  expect(read('TLSA', Buffer.alloc(4097, 1))).toBeNull();
});
