import { describe, expect, it } from 'vitest';
import * as build from '../builders/packet.ts';
import { extension, fragmentHeader, hex } from '../builders/packet.ts';
import { decoded, show } from '../builders/packet-view.ts';

const UDP = build.udp({ sourcePort: 1, destinationPort: 2 }, Buffer.from('hello'));
const changed = (at: number, text: string, packet = build.ipv6({}, UDP)): Buffer => {
  const copy = Buffer.from(packet);
  hex(text).copy(copy, at);
  return copy;
};

describe('IPv6', () => {
  it('says where everything lies', () => {
    const p = decoded(build.ipv6({ extensions: [extension(0), extension(60)] }, UDP), 101);
    expect([p.networkAt, p.addressLength, p.sourceAt, p.destinationAt, p.ipOctets, p.protocol, p.transportAt]).toEqual([
      0, 16, 8, 24, 69, 17, 56,
    ]);
    expect([p.payloadAt, p.payloadEnd, p.payloadLength]).toEqual([64, 69, 5]);
  });

  it.each([0, 43, 60, 135, 139, 140])('passes extension header %i', (kind) => {
    expect(show(build.ipv6({ extensions: [extension(kind)] }, UDP), 101)).toMatchObject({ stop: 'done', payload: 'hello' });
  });

  it('passes an authentication header, and a fragment header that cuts nothing', () => {
    const authentication = extension(51, hex('00 01 0000 00000001 00000001'));
    expect(show(build.ipv6({ extensions: [authentication] }, UDP), 101)).toMatchObject({ stop: 'done', payload: 'hello' });
    expect(show(build.ipv6({ extensions: [fragmentHeader({})] }, UDP), 101)).toMatchObject({ layers: 'ipv6 udp', payload: 'hello' });
  });

  it.each([
    ['39 octets', build.ipv6({}, UDP).subarray(0, 39), 'truncated network', 'ethernet'],
    ['version 7', changed(0, '70'), 'bad-value network', 'ethernet'],
    ['half an extension header', build.ipv6({ extensions: [extension(0)] }, UDP).subarray(0, 44), 'truncated network', 'ethernet ipv6'],
    [
      'an extension header beyond the packet',
      changed(41, 'ff', build.ipv6({ extensions: [extension(0)] }, UDP)),
      'truncated network',
      'ethernet ipv6',
    ],
    [
      '17 extension headers',
      build.ipv6({ extensions: Array.from({ length: 17 }, () => extension(60)) }, UDP),
      'too-deep network',
      'ethernet ipv6',
    ],
    ['a fragment', build.ipv6({ extensions: [fragmentHeader({ offset: 8 })] }, UDP), 'fragment network', 'ethernet ipv6 fragment'],
    ['ICMP of the other family', build.ipv6({ protocol: 1 }, build.icmp(8, 0)), 'bad-value transport', 'ethernet ipv6'],
  ])('stops at %s', (_name, packet, stop, layers) => {
    expect(show(build.ethernet({ type: 0x86dd }, packet))).toMatchObject({ stop, layers });
  });

  it('ends without a transport where nothing follows', () => {
    expect(show(build.ipv6({ protocol: 59 }, Buffer.alloc(0)), 101)).toMatchObject({ stop: 'done', layers: 'ipv6' });
  });

  it('reads the jumbo length', () => {
    const jumbo = changed(
      4,
      '0000',
      build.ipv6({ extensions: [extension(0, hex('00 00 c2 04 00020015'))] }, build.udp({ length: 0 }, Buffer.from('hello'))),
    );
    const p = decoded(jumbo, 101);
    expect([p.stop, p.ipOctets, p.payloadLength, p.payloadEnd - p.payloadAt]).toEqual(['done', 40 + 0x20015, 0x20015 - 16, 5]);
  });

  it('ends with the frame where the card cut the packet and states no length', () => {
    expect(show(changed(4, '0000'), 101)).toMatchObject({ stop: 'done', payload: 'hello' });
  });

  it('shows the data of a fragment, and where its header is', () => {
    const p = decoded(build.ipv6({ extensions: [extension(0), fragmentHeader({ offset: 8, more: true })] }, Buffer.from('abcdefgh')), 101);
    expect([p.fragmentAt, p.payloadAt, p.payloadEnd, p.payloadLength, p.protocol]).toEqual([48, 56, 64, 8, 17]);
  });
});
