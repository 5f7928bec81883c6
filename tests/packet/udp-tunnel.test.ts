import { expect, it } from 'vitest';
import { descend } from '../../src/packet/descend.ts';
import * as build from '../builders/packet.ts';
import { hex } from '../builders/packet.ts';
import { decoded, view } from '../builders/packet-view.ts';

const V4 = build.ipv4({}, build.udp({}, Buffer.from('hi')));
const V6 = build.ipv6({}, build.udp({}, Buffer.from('hi')));
const FRAME = build.ethernet({}, V4);
const tunnel = (port: number, head: string, rest: Buffer): Buffer =>
  build.ipv4({}, build.udp({ destinationPort: port }, Buffer.concat([hex(head), rest])));

it.each([
  ['VXLAN without its flag', tunnel(4789, '00000000 00000100', FRAME)],
  ['VXLAN with reserved bits', tunnel(4789, '08000001 00000100', FRAME)],
  ['VXLAN with a reserved octet', tunnel(4789, '08000000 00000101', FRAME)],
  ['VXLAN of an unknown EtherType', tunnel(4789, '08000000 00000100', build.ethernet({ type: 0x1234 }, V4))],
  ['VXLAN of half a frame', tunnel(4789, '08000000 00000100', FRAME.subarray(0, 13))],
  ['VXLAN with an unknown protocol', tunnel(4790, '0c000007 00000100', V4)],
  ['Geneve version 1', tunnel(6081, '4000 0800 00000100', V4)],
  ['Geneve with reserved bits', tunnel(6081, '0001 0800 00000100', V4)],
  ['Geneve of ARP', tunnel(6081, '0000 0806 00000100', build.arp({}))],
  ['Geneve with options beyond its end', tunnel(6081, '3f00 0800 00000100', V4)],
  ['a STUN message on the Teredo port', tunnel(3544, '0001 0008 2112a442', Buffer.alloc(20))],
  ['Teredo of IPv4', tunnel(3544, '', V4)],
  ['Teredo with octets behind', tunnel(3544, '', Buffer.concat([V6, Buffer.alloc(1)]))],
  ['GTP echo', tunnel(2152, '32 01 0004 00000000 0000 00 00', Buffer.alloc(0))],
  ['GTP whose length lies', tunnel(2152, '30 ff 0001 00000001', V4)],
  ['GTP version 2', tunnel(2152, '50 ff 001e 00000001', V4)],
  ['GTP with an extension of length 0', tunnel(2152, '34 ff 0026 00000001 0000 00 85 00000000', V4)],
  ['GTP with extensions beyond its end', tunnel(2152, '34 ff 0022 00000001 0000 00 85', Buffer.alloc(30, 0xff))],
  ['TZSP keep-alive', tunnel(37_008, '0104 0000 01', FRAME)],
  ['TZSP without end tag', tunnel(37_008, '0100 0001 0a 40', FRAME)],
  ['TZSP of something unknown', tunnel(37_008, '0100 0077 01', Buffer.alloc(3))],
  ['TZSP of a beacon', tunnel(37_008, '0100 0012 01', build.wifi({ kind: 0x80 }, Buffer.alloc(12)))],
  ['L2TP control', tunnel(1701, 'c802 000c 0001 0000 0000 0000', Buffer.alloc(0))],
  ['L2TP whose length lies', tunnel(1701, '4002 0010 0001 0001 ff03 0021', V4)],
  ['L2TP of LCP', tunnel(1701, '0002 0001 0001 ff03 c021', Buffer.alloc(8))],
  ['L2TP version 3', tunnel(1701, '0003 0000 00000001 ff03 0021', V4)],
  ['another port', tunnel(4788, '08000000 00000100', FRAME)],
])('does not take %s for its tunnel', (_name, packet) => {
  const p = decoded(packet, 101);
  const before = view(p);
  expect(descend(p)).toBe(false);
  expect(view(p)).toEqual(before);
});

it.each([
  ['L2TP with sequence and offset', tunnel(1701, '0a02 0001 0001 0000 0001 0003 aabbcc 0021', V4)],
  ['Geneve with options', tunnel(6081, '0200 0800 00000100 0102800100000000', V4)],
  ['Teredo with origin', tunnel(3544, '0000 1234 01020304', V6)],
  ['GTP with sequence number', tunnel(2152, '32 ff 0022 00000001 0001 00 00', V4)],
  ['TZSP with padding tags', tunnel(37_008, '0100 0001 00 00 01', FRAME)],
])('takes %s', (_name, packet) => {
  const p = decoded(packet, 101);
  expect(descend(p)).toBe(true);
  expect(view(p)).toMatchObject({ stop: 'done', payload: 'hi', depth: 1 });
});

it('takes a packet inside that was snapped with the frame', () => {
  const packet = tunnel(6081, '0000 0800 00000100', V4);
  const p = decoded(packet.subarray(0, packet.length - 1), 101);
  expect(descend(p)).toBe(true);
  expect(view(p)).toMatchObject({ stop: 'done', payload: 'h', claimed: 2 });
});
