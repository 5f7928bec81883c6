import { describe, expect, it } from 'vitest';
import { linkNetwork } from '../../src/inventory/link-network.ts';

describe('the network of an address', () => {
  it.each([
    ['192.168.4.10', 'c0a804'],
    ['192.168.5.10', 'c0a805'],
    ['fd00:1:2:3::7', 'fd00000100020003'],
    ['2001:db8::1', '20010db800000000'],
    ['169.254.3.4', null],
    ['fe80::1', null],
    ['febf::1', null],
    ['no address', null],
  ])('%s: %s', (address, network) => expect(linkNetwork(address)).toBe(network));
});
