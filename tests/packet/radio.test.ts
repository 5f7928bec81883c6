import { describe, expect, it } from 'vitest';
import * as build from '../builders/packet.ts';
import { hex } from '../builders/packet.ts';
import { decoded, show } from '../builders/packet-view.ts';

/** A packet that ends with the frame, so that a check sequence shows as payload. */
const packet = build.ipv4({}, build.udp({ length: 0 }, Buffer.from('hi')));
packet.writeUInt16BE(0, 2);
const CHECKED = build.wifi({}, Buffer.concat([build.snap(0x0800, packet), Buffer.from('FCS!')]));
const after = (head: string): Buffer => Buffer.concat([hex(head), CHECKED]);

describe('check sequence', () => {
  it.each([
    ['radiotap, flags alone', 127, '00 00 0900 02000000 10', 'hi'],
    ['radiotap, flags say there is none', 127, '00 00 0900 02000000 00', 'hiFCS!'],
    ['radiotap, no flags', 127, '00 00 0900 04000000 10', 'hiFCS!'],
    ['radiotap, flags behind the timestamp', 127, '00 00 1100 03000000 0000000000000000 10', 'hi'],
    ['radiotap, two words of presence', 127, '00 00 1900 03000080 00000000 00000000 0000000000000000 10', 'hi'],
    ['radiotap, flags beyond its end', 127, '00 00 0800 02000000', 'hiFCS!'],
    ['PPI, no fields', 192, '00 00 0800 69000000', 'hiFCS!'],
    ['PPI, flag set', 192, '00 00 2000 69000000 0200 1400 0000000000000000 0100 0000 0000000000000000', 'hi'],
    [
      'PPI, flag behind another field',
      192,
      '00 00 2600 69000000 0500 0200 aabb 0200 1400 0000000000000000 0100 0000 0000000000000000',
      'hi',
    ],
    ['PPI, flag clear', 192, '00 00 2000 69000000 0200 1400 0000000000000000 0000 0000 0000000000000000', 'hiFCS!'],
  ])('is taken off: %s', (_name, linkType, head, payload) => {
    expect(show(after(head), linkType)).toMatchObject({ stop: 'done', payload });
  });
});

it('finds an Ethernet frame behind PPI', () => {
  const frame = build.ethernet({}, build.ipv4({}, build.udp({}, Buffer.from('hi'))));
  expect(show(Buffer.concat([hex('00 00 0800 01000000'), frame]), 192)).toMatchObject({ layers: 'ethernet ipv4 udp', payload: 'hi' });
});

it('reads the length of Prism in either octet order', () => {
  expect(decoded(after('44000000 0c000000 00000000'), 119).networkAt).toBe(12 + 24 + 8);
  expect(decoded(after('00000044 0000000c 00000000'), 119).networkAt).toBe(12 + 24 + 8);
});

it.each([
  ['7 octets of radiotap', 127, hex('00000800000000'), 'truncated link'],
  ['radiotap version 1', 127, after('01 00 0800 00000000'), 'bad-value link'],
  ['radiotap of length 7', 127, after('00 00 0700 00000000'), 'bad-value link'],
  ['radiotap beyond the frame', 127, hex('00 00 ff00 00000000'), 'truncated link'],
  ['a frame that radiotap says came damaged', 127, after('00 00 0900 02000000 50'), 'bad-value link'],
  [
    'a frame that PPI says came damaged',
    192,
    after('00 00 2000 69000000 0200 1400 0000000000000000 0500 0000 0000000000000000'),
    'bad-value link',
  ],
  ['7 octets of PPI', 192, hex('00000800690000'), 'truncated link'],
  ['PPI of length 4', 192, after('00 00 0400 69000000'), 'bad-value link'],
  ['PPI beyond the frame', 192, hex('00 00 ff00 69000000'), 'truncated link'],
  ['PPI of PPI without end', 192, hex('00 00 0800 c0000000'), 'truncated link'],
  ['PPI of something unknown', 192, after('00 00 0800 bb000000'), 'unsupported link'],
  ['7 octets of Prism', 119, Buffer.alloc(7), 'truncated link'],
  ['Prism of length 4', 119, after('44000000 04000000'), 'bad-length link'],
  ['Prism beyond the frame', 119, after('44000000 00f00000'), 'truncated link'],
  ['7 octets of AVS', 163, Buffer.alloc(7), 'truncated link'],
  ['AVS of length 0', 163, after('80211001 00000000'), 'bad-length link'],
])('stops at %s', (_name, linkType, frame, stop) => {
  expect(show(frame, linkType).stop).toBe(stop);
});
