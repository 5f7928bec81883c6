import { isIPv6 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { formatAddress, formatIpv4, formatIpv6, formatMac, parseAddress } from '../../src/bytes/address.ts';

/** RFC 5952, sections 1 and 4, and the corners of the zero run. */
const IPV6: readonly (readonly [hex: string, text: string])[] = [
  ['20010db8000000000000000000000001', '2001:db8::1'],
  ['20010db8000000010001000100010001', '2001:db8:0:1:1:1:1:1'],
  ['20010000000000010000000000000001', '2001:0:0:1::1'],
  ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
  ['00000000000000000000000000000000', '::'],
  ['00000000000000000000000000000001', '::1'],
  ['fe800000000000000000000000000000', 'fe80::'],
  ['00010002000300040005000600070000', '1:2:3:4:5:6:7:0'],
  ['00000002000300040005000600070008', '0:2:3:4:5:6:7:8'],
  ['00000000000300040005000600070008', '::3:4:5:6:7:8'],
  ['20010db8abcd00120000000000000000', '2001:db8:abcd:12::'],
  ['00000000000000000000ffffc0000201', '::ffff:192.0.2.1'],
  ['0000000000000000000000000000ffff', '::ffff'],
  ['00000000000000010000ffffc0000201', '::1:0:ffff:c000:201'],
];

describe('addresses', () => {
  it.each(IPV6)('%s is %s', (hex, text) => {
    const octets = Buffer.from(hex, 'hex');
    expect(formatIpv6(octets, 0)).toBe(text);
    expect(parseAddress(text)?.equals(octets)).toBe(true);
  });

  it('reads back what it writes, over many shapes of zero runs', () => {
    for (let mask = 0; mask < 256; mask += 1) {
      const octets = Buffer.alloc(18, 0xaa);
      for (let i = 0; i < 8; i += 1) octets.writeUInt16BE((mask >> i) & 1 ? 0x0100 + i : 0, 1 + 2 * i);
      const text = formatIpv6(octets, 1);
      expect(isIPv6(text), text).toBe(true);
      expect(parseAddress(text)?.equals(octets.subarray(1, 17)), text).toBe(true);
    }
  });

  it('writes IPv4 and MAC at an offset', () => {
    const octets = Buffer.from('00c0000201020000000001', 'hex');
    expect(formatIpv4(octets, 1)).toBe('192.0.2.1');
    expect(formatAddress(octets, 1, 4)).toBe('192.0.2.1');
    expect(formatMac(octets, 5)).toBe('02:00:00:00:00:01');
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.256',
    '1.2.3.4.5',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    'g::',
    '::1.2.3',
    '12345::',
    'a.b.c.d',
    '::1%eth0',
  ])('does not take %j for an address', (text) => {
    expect(parseAddress(text)).toBeNull();
  });
});
