import { expect, it } from 'vitest';
import * as build from '../builders/packet.ts';
import { hex } from '../builders/packet.ts';
import { show } from '../builders/packet-view.ts';

const INNER = build.ipv6({}, build.udp({ sourcePort: 1, destinationPort: 2 }, Buffer.from('hi')));
const gre = (head: string, payload: Buffer): Buffer => build.ipv4({ protocol: 47 }, Buffer.concat([hex(head), payload]));

it('replaces the outer packet by the inner one', () => {
  expect(show(build.ethernet({}, gre('0000 86dd', INNER)))).toMatchObject({
    layers: 'ethernet ipv6 udp tunnel',
    endpoints: '2001:db8::1 1 > 2001:db8:1::2 2',
    payload: 'hi',
    depth: 1,
    macs: `${build.MAC_A} > ${build.MAC_B}`,
  });
});

it('shows the addresses of an Ethernet frame inside', () => {
  const frame = build.ethernet({ source: '02:00:00:00:00:99' }, INNER);
  expect(show(build.ethernet({}, gre('0000 6558', frame))).macs).toBe(`02:00:00:00:00:99 > ${build.MAC_B}`);
});

it.each([
  ['three octets', gre('000008', Buffer.alloc(0)), 'truncated tunnel'],
  ['a header that its flags make longer', gre('b000 0800 00000000', Buffer.alloc(3)), 'truncated tunnel'],
  ['version 2', gre('0002 0800', INNER), 'bad-value tunnel'],
  ['source routes', gre('4000 0800 00000000', INNER), 'unsupported tunnel'],
  ['a keep-alive', gre('0000 0000', Buffer.alloc(4)), 'control tunnel'],
  ['an acknowledgment of PPTP', gre('2081 880b 0000 0001 00000001', Buffer.alloc(0)), 'control tunnel'],
  ['a protocol that is not ours', gre('0000 0102', INNER), 'unsupported tunnel'],
  ['half of ERSPAN III', gre('1000 22eb 00000001', Buffer.alloc(11)), 'truncated tunnel'],
  ['an EtherIP version that nobody has', build.ipv4({ protocol: 97 }, Buffer.concat([hex('4000'), INNER])), 'bad-value tunnel'],
  ['one octet of EtherIP', build.ipv4({ protocol: 97 }, hex('30')), 'truncated tunnel'],
])('stops at %s, and keeps the outer packet', (_name, packet, stop) => {
  expect(show(packet, 101)).toMatchObject({ stop, layers: 'ipv4', endpoints: '192.0.2.1 > 198.51.100.2' });
});

it('keeps the outer packet where the inner header is broken', () => {
  expect(show(gre('0000 0800', Buffer.alloc(40, 0x55)), 101)).toMatchObject({
    stop: 'bad-value network',
    layers: 'ipv4',
    endpoints: '192.0.2.1 > 198.51.100.2',
  });
});
