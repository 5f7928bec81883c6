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

  it('tells addresses apart however many there are, and whichever came before', () => {
    const octets = Buffer.alloc(16);
    for (const round of [0, 1]) {
      for (let i = 0; i < 20_000; i += 1) {
        octets.writeUInt32BE(Math.imul(i, 65_537 + round) >>> 0, 12);
        octets.writeUInt32BE(Math.imul(i, 0x9e3779b1) >>> 0, 0);
        expect(formatIpv4(octets, 12)).toBe([...octets.subarray(12)].join('.'));
        expect(formatMac(octets, 10)).toBe([...octets.subarray(10)].map((octet) => octet.toString(16).padStart(2, '0')).join(':'));
        expect(parseAddress(formatIpv6(octets, 0))?.equals(octets)).toBe(true);
      }
    }
  });

  it('gives the same text for the same address', () => {
    const octets = Buffer.alloc(16);
    expect([formatIpv4(octets, 0), formatMac(octets, 0), formatIpv6(octets, 0)]).toEqual(['0.0.0.0', '00:00:00:00:00:00', '::']);
    expect(formatIpv4(octets, 4)).toBe('0.0.0.0');
  });
});
