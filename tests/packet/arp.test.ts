import { expect, it } from 'vitest';
import * as build from '../builders/packet.ts';
import { hex } from '../builders/packet.ts';
import { decoded, show } from '../builders/packet-view.ts';

it('points to the message, without the padding of the frame', () => {
  const message = build.arp({ op: 2, sender: '192.0.2.7' });
  const p = decoded(build.ethernet({ type: 0x0806 }, Buffer.concat([message, Buffer.alloc(18)])));
  expect([p.networkAt, p.payloadAt, p.payloadEnd, p.payloadLength, p.addressLength]).toEqual([14, 14, 42, 28, 0]);
  expect(p.buffer.subarray(p.payloadAt, p.payloadEnd).equals(message)).toBe(true);
});

it.each([
  ['7 octets', hex('0001 0800 06 04 00')],
  ['fewer octets than its lengths need', build.arp({}).subarray(0, 27)],
  ['lengths of 255', hex('0001 0800 ff ff 0001 000000000000')],
])('is not there with %s', (_name, message) => {
  expect(show(build.ethernet({ type: 0x0806 }, message))).toMatchObject({ layers: 'ethernet', stop: 'truncated network' });
});

it('is found in 802.3 and in tags', () => {
  const llc = build.snap(0x0806, build.arp({}));
  expect(show(build.ethernet({ type: llc.length }, llc)).layers).toBe('ethernet arp');
  expect(show(build.ethernet({ type: 0x8100 }, build.vlan({ type: 0x0806 }, build.arp({})))).layers).toBe('ethernet arp');
});
