import { describe, expect, it } from 'vitest';
import * as build from '../builders/packet.ts';
import { hex } from '../builders/packet.ts';
import { show } from '../builders/packet-view.ts';

const SNAP = build.snap(0x0800, build.ipv4({}, build.udp({}, Buffer.from('hi'))));
const [A, B, C, D] = ['02:00:00:00:00:01', '02:00:00:00:00:02', '02:00:00:00:00:03', '02:00:00:00:00:04'] as const;

describe('802.11', () => {
  it.each([
    ['from station to station', 0, [A, B, C], `${B} > ${A}`],
    ['to the access point', 1, [A, B, C], `${B} > ${C}`],
    ['from the access point', 2, [A, B, C], `${C} > ${A}`],
    ['between access points', 3, [A, B, C, D], `${D} > ${C}`],
  ])('knows who speaks to whom %s', (_name, flags, addresses, macs) => {
    expect(show(build.wifi({ flags, addresses }, SNAP), 105)).toMatchObject({ macs, stop: 'done', payload: 'hi', layers: 'ipv4 udp wifi' });
  });

  it.each([
    ['a beacon', build.wifi({ kind: 0x80, flags: 0 }, Buffer.alloc(12)), 'control link', `${build.MAC_A} > ${build.MAC_B}`],
    ['an acknowledgment', hex('d400 0000 020000000001'), 'control link', '- > -'],
    ['a null function', build.wifi({ kind: 0x48 }, Buffer.alloc(0)), 'control link', `${build.MAC_A} > ${build.MAC_B}`],
    ['encrypted data', build.wifi({ flags: 0x41 }, Buffer.alloc(40, 0x5a)), 'encrypted link', `${build.MAC_A} > ${build.MAC_B}`],
    ['a header that is not whole', build.wifi({ kind: 0x88 }, Buffer.alloc(1)), 'truncated link', '- > -'],
    ['an empty body', build.wifi({}, Buffer.alloc(0)), 'truncated link', `${build.MAC_A} > ${build.MAC_B}`],
    [
      'half an aggregate',
      build.wifi({ kind: 0x88, extra: hex('8000') }, Buffer.alloc(13)),
      'truncated link',
      `${build.MAC_A} > ${build.MAC_B}`,
    ],
  ])('stops at %s', (_name, frame, stop, macs) => {
    expect(show(frame, 105)).toMatchObject({ stop, macs, layers: 'wifi' });
  });

  it('knows no other version of itself', () => {
    expect(show(build.wifi({ kind: 0x09 }, SNAP), 105)).toMatchObject({ stop: 'bad-value link', layers: '' });
    expect(show(hex('08'), 105)).toMatchObject({ stop: 'truncated link' });
  });

  it('leaves later fragments alone', () => {
    const frame = build.wifi({}, SNAP);
    frame[22] = 0x01;
    expect(show(frame, 105)).toMatchObject({ stop: 'fragment link' });
  });

  it('reads the first frame of an aggregate, and knows where the next begins', () => {
    const part = build.ethernet({ source: C, destination: D, type: SNAP.length }, SNAP);
    const frame = build.wifi({ kind: 0x88, extra: hex('8000') }, Buffer.concat([part, part]));
    expect(show(frame, 105)).toMatchObject({ macs: `${C} > ${D}`, payload: 'hi' });
  });
});
