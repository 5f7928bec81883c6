import { expect, it } from 'vitest';
import * as build from '../builders/packet.ts';
import { hex } from '../builders/packet.ts';
import { show } from '../builders/packet-view.ts';

const V4 = build.ipv4({}, build.udp({}, Buffer.from('hi')));
const MACS = `${build.MAC_A} > ${build.MAC_B}`;

it.each([
  ['Token Ring', 6, '1040 02000000000b 02000000000a'],
  ['FDDI', 10, '57 02000000000b 02000000000a'],
])('shows the addresses of %s', (_name, linkType, head) => {
  expect(show(Buffer.concat([hex(head), build.snap(0x0800, V4)]), linkType)).toMatchObject({ macs: MACS, payload: 'hi' });
});

it('finds ARP on ARCnet', () => {
  expect(show(Buffer.concat([hex('01 00 d5 00 0001'), hex('0007 0800 01 04 0001 01 c0000201 00 c0000202')]), 7)).toMatchObject({
    layers: 'arp',
    stop: 'done',
  });
});

it.each([
  ['13 octets of Token Ring', 6, Buffer.alloc(13), 'truncated link'],
  ['a frame of the ring itself', 6, hex('1000 02000000000b 02000000000a 0000'), 'control link'],
  ['12 octets of FDDI', 10, Buffer.alloc(12), 'truncated link'],
  ['a token', 10, Buffer.alloc(13, 0x80), 'control link'],
  ['5 octets of ARCnet', 7, Buffer.alloc(5), 'truncated link'],
  ['a part of an ARCnet packet', 7, Buffer.concat([hex('01 02 d4 01 0001'), V4]), 'fragment link'],
  ['another protocol on ARCnet', 129, Buffer.concat([hex('01 02 0000 cd 00 0001'), V4]), 'unsupported link'],
])('stops at %s', (_name, linkType, frame, stop) => {
  expect(show(frame, linkType).stop).toBe(stop);
});
