import { describe, expect, it } from 'vitest';
import {
  addressRange,
  canonicalNetwork,
  firstOf,
  freeRange,
  networksOverlap,
  parseNetwork,
  uniqueLocalPrefix,
  widestNetworks,
} from '../../../src/machine/hotspot/address-range.ts';

describe('addressRange', () => {
  it.each([
    // text, our address, first, last
    ['10.73.0.0/24', '10.73.0.1', '10.73.0.10', '10.73.0.254'],
    ['10.73.0.1/24', '10.73.0.1', '10.73.0.10', '10.73.0.254'],
    ['192.168.200.254/24', '192.168.200.254', '192.168.200.10', '192.168.200.253'],
    ['192.168.200.100/24', '192.168.200.100', '192.168.200.101', '192.168.200.254'],
    ['172.16.0.0/16', '172.16.0.1', '172.16.0.10', '172.16.1.253'],
    ['192.168.9.0/28', '192.168.9.1', '192.168.9.2', '192.168.9.14'],
    ['192.168.9.8/29', '192.168.9.9', '192.168.9.10', '192.168.9.14'],
    ['192.168.9.14/29', '192.168.9.14', '192.168.9.9', '192.168.9.13'],
  ])('%s: %s hands out %s to %s', (text, router, first, last) => {
    expect(addressRange(text)).toMatchObject({ router, first, last });
  });

  it.each([
    ['public', '203.0.113.0/24'],
    ['of the machine itself', '127.0.0.0/24'],
    ['just outside of 172.16.0.0/12', '172.32.0.0/24'],
    ['too wide', '10.0.0.0/8'],
    ['too narrow', '10.73.0.0/30'],
    ['our address would be the broadcast address', '10.73.0.255/24'],
    ['no length', '10.73.0.0'],
    ['IPv6', 'fd00::/64'],
    ['rubbish', '10.73.0/24'],
    ['two lengths', '10.73.0.0/24/24'],
    ['empty', ''],
  ])('takes none that is %s: %s', (_why, text) => expect(addressRange(text)).toBeNull());
});

describe('networks', () => {
  it.each([
    ['10.0.0.0/8', '10.73.0.0/24', true],
    ['10.73.0.0/24', '10.0.0.0/8', true],
    ['10.73.0.0/24', '10.73.1.0/24', false],
    ['10.73.0.0/23', '10.73.1.0/24', true],
    ['0.0.0.0/0', '203.0.113.1/32', true],
    ['fd00::/8', 'fd12:3456::/64', true],
    ['2001:db8::/33', '2001:db8:8000::/33', false],
    ['10.0.0.0/8', 'fd00::/8', false],
    ['rubbish', '10.0.0.0/8', false],
  ])('%s and %s overlap: %s', (one, other, expected) => expect(networksOverlap(one, other)).toBe(expected));

  it.each([
    ['192.168.77.2/24', '192.168.77.0/24'],
    ['192.168.77.129/25', '192.168.77.128/25'],
    ['2001:DB8:77::2/64', '2001:db8:77::/64'],
    ['203.0.113.80/32', '203.0.113.80/32'],
    ['10.0.0.1/33', null],
    ['10.0.0.1', null],
  ])('%s is in %s', (text, expected) => expect(canonicalNetwork(text)).toBe(expected));

  it('reads one as octets', () => {
    expect(parseNetwork('10.73.255.9/12')).toEqual({ octets: Buffer.from('0a400000', 'hex'), length: 12 });
  });

  it('leaves out what lies within another', () => {
    expect(
      widestNetworks(['10.0.0.0/8', '10.73.0.0/24', '203.0.113.5/24', '203.0.113.0/24', 'fd00::1/64', 'fc00::/7', 'no network']),
    ).toEqual(['10.0.0.0/8', '203.0.113.0/24', 'fc00::/7']);
  });
});

describe('freeRange', () => {
  it('takes the first that nobody is in', () => {
    expect(freeRange([])?.network).toBe('10.73.0.0/24');
    expect(freeRange(['10.0.0.0/8', '192.168.1.0/24'])?.network).toBe('172.27.73.0/24');
    expect(freeRange(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'])).toBeNull();
  });
});

describe('unique local addresses', () => {
  it('are of forty random bits, subnet 0, and ours is the first', () => {
    const prefix = uniqueLocalPrefix(Uint8Array.of(0x12, 0x34, 0x56, 0x78, 0x9a));
    expect(prefix).toBe('fd12:3456:789a::/64');
    expect(firstOf(prefix)).toBe('fd12:3456:789a::1');
  });
});
