import { expect, it } from 'vitest';
import * as build from '../builders/packet.ts';
import { hex } from '../builders/packet.ts';
import { show } from '../builders/packet-view.ts';

const V6 = build.ipv6({}, build.udp({}, Buffer.from('hi')));
const labelled = (count: number, payload: Buffer): Buffer =>
  build.ethernet(
    { type: 0x8847 },
    build.mpls(
      Array.from({ length: count }, () => 16),
      payload,
    ),
  );

it('passes up to sixteen labels', () => {
  expect(show(labelled(16, V6))).toMatchObject({ stop: 'done', payload: 'hi', depth: 1 });
  expect(show(labelled(17, V6))).toMatchObject({ stop: 'too-deep tunnel', layers: 'ethernet' });
});

it.each([
  ['a stack without bottom', build.ethernet({ type: 0x8847 }, hex('00010040 00011040')), 'truncated tunnel'],
  ['a payload of neither kind', labelled(1, Buffer.alloc(40, 0x11)), 'unsupported tunnel'],
  ['nothing', labelled(1, Buffer.alloc(0)), 'unsupported tunnel'],
])('stops at %s', (_name, frame, stop) => {
  expect(show(frame).stop).toBe(stop);
});
