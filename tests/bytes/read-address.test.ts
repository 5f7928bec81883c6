import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/bytes/address.ts';
import { readAddress } from '../../src/bytes/read-address.ts';

describe('readAddress', () => {
  it.each([
    ['192.0.2.1', 'c0000201'],
    ['010.001.255.0', '0a01ff00'],
    ['::', '00000000000000000000000000000000'],
    ['2001:DB8::A', '20010db800000000000000000000000a'],
    ['1:2:3:4:5:6:7::', '00010002000300040005000600070000'],
    ['::2:3:4:5:6:7:8', '00000002000300040005000600070008'],
    ['1:2:3:4:5:6:1.2.3.4', '00010002000300040005000601020304'],
    ['64:ff9b::192.0.2.33', '0064ff9b0000000000000000c0000221'],
  ])('reads %s, whatever was there before', (text, hex) => {
    const into = Buffer.alloc(16, 0xee);
    expect(into.toString('hex', 0, readAddress(text, into))).toBe(hex);
    expect(parseAddress(text)?.toString('hex')).toBe(hex);
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.256',
    '1.2.3.4.5',
    '1..2.3',
    '.1.2.3',
    '1.2.3.',
    '1.2.3.0004',
    '-1.2.3.4',
    '1.2.3.4 ',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    'g::',
    '::1.2.3',
    '12345::',
    'a.b.c.d',
    '::1%eth0',
    ':',
    ':::',
    '1:::2',
    ':1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7:',
    '1:2:3:4:5:6:7:8:',
    '1:2:3:4:5:6:7:8::',
    '1:2:3:4::5:6:7:8',
    '1:2:3:4:5:6:7:1.2.3.4',
    '::1.2.3.4:5',
    '::1.2.3.1234',
    '1.2.3.4::',
    '1..2.3',
    '1.2.3.4.',
    '.1.2.3',
    '1.2.3.0004',
    ' 1.2.3.4',
    '1.2.3.-4',
  ])('does not take %j for an address', (text) => {
    expect([readAddress(text, Buffer.alloc(16)), parseAddress(text)]).toEqual([0, null]);
  });
});
