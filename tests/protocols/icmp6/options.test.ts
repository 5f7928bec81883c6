import { expect, it } from 'vitest';
import { readNeighborOptions } from '../../../src/protocols/icmp6/options.ts';
import { hex } from '../../builders/packet.ts';

const NOTHING = { sourceLink: null, targetLink: null, mtu: null, prefixes: [], rdnss: [], dnssl: [], flaw: null };

it.each([
  ['nothing', '', {}],
  ['link addresses', '0101020000000001 0201020000000002', { sourceLink: '02:00:00:00:00:01', targetLink: '02:00:00:00:00:02' }],
  ['a link address that is no MAC', '0102020000000001 0000000000000000', {}],
  ['an MTU', '05010000000005dc', { mtu: 1500 }],
  [
    'a prefix that is only on the link',
    '0304 40 80 00000e10 00000708 00000000 20010db8000700000000000000000000',
    { prefixes: [{ prefix: '2001:db8:7::', length: 64, on_link: true, autonomous: false }] },
  ],
  [
    'two servers',
    `1905 0000 00000e10 ${'20010db8'.padEnd(31, '0')}1 ${'20010db8'.padEnd(31, '0')}2`,
    { rdnss: ['2001:db8::1', '2001:db8::2'] },
  ],
  ['a search list with padding', '1f02 0000 00000e10 0161 00 0162 00 0000', { dnssl: ['a', 'b'] }],
  ['an unknown option before a known one', 'fd01 000000000000 0501 0000 00000500', { mtu: 1280 }],
  ['a length of zero', '0501 0000 00000500 0100 020000000001', { mtu: 1280, flaw: 'bad-length' }],
  ['an option longer than the message', '0501 0000 00000500 0304 4080', { mtu: 1280, flaw: 'bad-length' }],
  ['a broken search list', '1f01 0000 00000e10 1f02 0000 00000e10 3f61 000000000000', { flaw: 'truncated' }],
])('%s', (_what, octets, expected) => {
  const around = Buffer.concat([Buffer.of(1), hex(octets), Buffer.of(1, 1, 2)]);
  expect(readNeighborOptions(around, 1, around.length - 3)).toEqual({ ...NOTHING, ...expected });
});

it('has a bound', () => {
  expect(readNeighborOptions(hex('fd01000000000000'.repeat(64) + '0501000000000500'), 0, 65 * 8).mtu).toBeNull();
});
