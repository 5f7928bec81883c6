import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/bytes/address.ts';
import { embeddedIpv4, scopeOf } from '../../src/knowledge/scope.ts';

describe('scope of an address', () => {
  it.each([
    ['10.0.0.1', 'lan'],
    ['11.0.0.0', 'internet'],
    ['172.15.255.255', 'internet'],
    ['172.16.0.1', 'lan'],
    ['172.31.255.255', 'lan'],
    ['172.32.0.0', 'internet'],
    ['192.168.1.1', 'lan'],
    ['192.169.0.0', 'internet'],
    ['169.254.7.7', 'lan'],
    ['127.0.0.1', 'lan'],
    ['100.63.255.255', 'internet'],
    ['100.64.0.1', 'bogon'],
    ['100.127.255.255', 'bogon'],
    ['100.128.0.0', 'internet'],
    ['0.0.0.0', 'bogon'],
    ['192.0.0.1', 'bogon'],
    ['192.0.0.9', 'internet'],
    ['192.0.2.1', 'bogon'],
    ['198.51.100.7', 'bogon'],
    ['203.0.113.7', 'bogon'],
    ['198.18.0.1', 'bogon'],
    ['198.20.0.1', 'internet'],
    ['224.0.0.251', 'multicast'],
    ['239.255.255.250', 'multicast'],
    ['240.0.0.1', 'bogon'],
    ['255.255.255.255', 'broadcast'],
    ['8.8.8.8', 'internet'],
    ['::', 'bogon'],
    ['::1', 'lan'],
    ['fe80::1', 'lan'],
    ['fec0::1', 'lan'],
    ['fd12:3456::1', 'lan'],
    ['ff02::fb', 'multicast'],
    ['2001:db8::1', 'bogon'],
    ['3fff:fff::1', 'bogon'],
    ['3fff:1000::1', 'internet'],
    ['2001:0:1::1', 'internet'],
    ['2002:808:808::1', 'internet'],
    ['2001:2::1', 'bogon'],
    ['2001:10::1', 'bogon'],
    ['100::1', 'bogon'],
    ['4000::1', 'bogon'],
    ['2a00:1450::1', 'internet'],
    ['::ffff:192.168.1.1', 'lan'],
    ['::ffff:8.8.8.8', 'internet'],
    ['64:ff9b::808:808', 'internet'],
    ['64:ff9b::a00:1', 'lan'],
    ['64:ff9b:1::1', 'lan'],
  ])('%s: %s', (address, scope) => {
    expect(scopeOf(parseAddress(address)!)).toBe(scope);
  });

  it('calls octets of another length bogon', () => {
    expect(scopeOf(Buffer.alloc(5))).toBe('bogon');
  });

  it('finds the IPv4 address inside', () => {
    expect(embeddedIpv4(parseAddress('::ffff:1.2.3.4')!)).toBe(0x01020304);
    expect(embeddedIpv4(parseAddress('2001:db8::1')!)).toBeNull();
  });
});
