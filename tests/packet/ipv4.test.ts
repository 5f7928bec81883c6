import { describe, expect, it } from 'vitest';
import * as build from '../builders/packet.ts';
import { hex } from '../builders/packet.ts';
import { decoded, show } from '../builders/packet-view.ts';

const UDP = build.udp({ sourcePort: 1, destinationPort: 2 }, Buffer.from('hello'));
/** A packet with octets of its header replaced. */
const changed = (at: number, text: string, packet = build.ipv4({}, UDP)): Buffer => {
  const copy = Buffer.from(packet);
  hex(text).copy(copy, at);
  return copy;
};

describe('IPv4', () => {
  it('says where everything lies', () => {
    const p = decoded(build.ipv4({ options: hex('94040000') }, UDP), 101);
    expect([p.networkAt, p.addressLength, p.sourceAt, p.destinationAt, p.ipOctets, p.protocol, p.transportAt]).toEqual([
      0, 4, 12, 16, 37, 17, 24,
    ]);
    expect([p.payloadAt, p.payloadEnd, p.payloadLength]).toEqual([32, 37, 5]);
  });

  it.each([
    ['19 octets', build.ipv4({}, UDP).subarray(0, 19), 'truncated network', ''],
    ['version 5', changed(0, '55'), 'bad-value network', ''],
    ['header of 16 octets', changed(0, '44'), 'bad-length network', ''],
    ['a total below its header', changed(2, '0013'), 'bad-length network', ''],
    ['options that were snapped', build.ipv4({ options: Buffer.alloc(8) }, UDP).subarray(0, 24), 'truncated network', 'ipv4'],
    ['an unknown protocol', build.ipv4({ protocol: 253 }, UDP), 'unsupported transport', 'ipv4'],
    ['ESP', build.ipv4({ protocol: 50 }, UDP), 'encrypted transport', 'ipv4'],
    ['half an authentication header', build.ipv4({ protocol: 51 }, hex('11 04 0000 00000001')), 'truncated network', 'ipv4'],
    ['a fragment', build.ipv4({ offset: 8 }, UDP), 'fragment network', 'ipv4 fragment'],
  ])('stops at %s', (_name, packet, stop, layers) => {
    // By its link type it can only be IPv4: the version is checked all the same.
    expect(show(build.ethernet({ type: 0x0800 }, packet))).toMatchObject({ stop, layers: `ethernet${layers === '' ? '' : ' '}${layers}` });
  });

  it('ends with the frame where the total is zero', () => {
    const p = decoded(changed(2, '0000'), 101);
    expect([p.stop, p.ipOctets, p.payloadLength]).toEqual(['done', 33, 5]);
  });

  it('tells what was snapped from what was sent', () => {
    expect(show(build.ipv4({}, UDP).subarray(0, 31), 101)).toMatchObject({ stop: 'done', payload: 'hel', claimed: 5 });
  });

  it('shows the data of a fragment, and where its header is', () => {
    const p = decoded(build.ipv4({ offset: 16, more: true }, Buffer.from('abcdefgh')), 101);
    expect([p.fragmentAt, p.payloadAt, p.payloadEnd, p.payloadLength, p.transportAt]).toEqual([0, 20, 28, 8, -1]);
  });
});
