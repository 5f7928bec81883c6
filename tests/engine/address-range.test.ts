import { describe, expect, it } from 'vitest';
import { inRange, addressOctets, parseRange } from '../../src/engine/address-range.ts';

describe('addresses', () => {
  it.each([
    ['192.0.2.1', 'c0000201'],
    ['0.0.0.0', '00000000'],
    ['256.0.0.1', null],
    ['1.2.3', null],
    ['1.2.3.4.5', null],
    ['1.2.3.-4', null],
    ['::', '00'.repeat(16)],
    ['::1', `${'00'.repeat(15)}01`],
    ['2001:db8::8:800:200c:417a', '20010db80000000000080800200c417a'],
    ['::ffff:192.0.2.1', '00000000000000000000ffffc0000201'],
    ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
    ['1:2:3:4:5:6:7::', '00010002000300040005000600070000'],
    ['1:2:3:4:5:6:7:8::', null],
    ['1::2::3', null],
    ['12345::', null],
    ['1:2:3', null],
    [':', null],
    ['fe80::1%eth0', null],
    ['', null],
  ])('%j is %j', (text, hex) => {
    const octets = addressOctets(text);
    expect(octets === null ? null : Buffer.from(octets).toString('hex')).toBe(hex);
  });
});

describe('blocks', () => {
  it.each([
    ['10.0.0.0/8', '10.255.1.2', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['192.168.4.0/23', '192.168.5.9', true],
    ['192.168.4.0/23', '192.168.6.0', false],
    ['0.0.0.0/0', '8.8.8.8', true],
    ['0.0.0.0/0', '::1', false],
    ['fe80::/10', 'febf::1', true],
    ['fe80::/10', 'fec0::1', false],
    ['2001:db8::1', '2001:db8::1', true],
    ['2001:db8::1', '2001:db8::2', false],
  ])('%s holds %s: %j', (block, address, held) => expect(inRange(parseRange(block)!, addressOctets(address)!)).toBe(held));

  it.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/x', '::/129', 'x/8', '10.0.0.0/-1', '10.0.0.0/8/8'])('%j is refused', (text) =>
    expect(parseRange(text)).toBeNull(),
  );
});
