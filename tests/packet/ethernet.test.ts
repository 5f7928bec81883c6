import { describe, expect, it } from 'vitest';
import * as build from '../builders/packet.ts';
import { hex } from '../builders/packet.ts';
import { show } from '../builders/packet-view.ts';

const V4 = build.ipv4({}, build.udp({}, Buffer.from('hi')));

describe('Ethernet', () => {
  it('shows both addresses', () => {
    expect(show(build.ethernet({ source: '02:11:22:33:44:55', destination: 'ff:ff:ff:ff:ff:ff' }, V4)).macs).toBe(
      '02:11:22:33:44:55 > ff:ff:ff:ff:ff:ff',
    );
  });

  it.each([
    ['13 octets', Buffer.alloc(13), 'truncated link', ''],
    ['EAPOL', build.ethernet({ type: 0x888e }, hex('0100')), 'unsupported link', 'ethernet'],
    ['LLDP', build.ethernet({ type: 0x88cc }, hex('0207')), 'unsupported link', 'ethernet'],
    ['spanning tree', build.ethernet({ type: 38 }, Buffer.concat([hex('424203'), Buffer.alloc(35)])), 'unsupported link', 'ethernet'],
    ['a Cisco protocol in SNAP', build.ethernet({ type: 8 }, hex('aaaa03 00000c 2000')), 'unsupported link', 'ethernet'],
    ['half of a SNAP header', build.ethernet({ type: 6 }, hex('aaaa03 000000')), 'truncated link', 'ethernet'],
    ['half of a tag', build.ethernet({ type: 0x8100 }, hex('0001')), 'truncated link', 'ethernet'],
    ['PPPoE discovery', build.ethernet({ type: 0x8863 }, hex('1109')), 'control link', 'ethernet'],
    ['MACsec, encrypted', build.ethernet({ type: 0x88e5 }, hex('2c 00 00000001 0011223344556677 a0')), 'encrypted link', 'ethernet'],
    ['a service chain of length 1', build.ethernet({ type: 0x894f }, hex('0001 0201 00000100')), 'bad-length link', 'ethernet'],
    ['a service chain of something else', build.ethernet({ type: 0x894f }, hex('0002 0205 00000100')), 'unsupported link', 'ethernet'],
  ])('stops at %s', (_name, frame, stop, layers) => {
    expect(show(frame)).toMatchObject({ stop, layers });
  });

  it('stops at the ninth tag', () => {
    let inside = build.vlan({}, V4);
    for (let i = 1; i < 8; i += 1) inside = build.vlan({ type: 0x8100 }, inside);
    expect(show(build.ethernet({ type: 0x8100 }, inside))).toMatchObject({ stop: 'done', depth: 8 });
    expect(show(build.ethernet({ type: 0x8100 }, build.vlan({ type: 0x8100 }, inside)))).toMatchObject({
      stop: 'too-deep tunnel',
      depth: 8,
    });
  });

  it('needs the whole tag of a switch', () => {
    expect(show(Buffer.alloc(17), 281)).toMatchObject({ stop: 'truncated link', layers: '' });
    expect(show(Buffer.alloc(21), 285)).toMatchObject({ stop: 'truncated link', layers: '' });
  });

  it('reads signed MACsec with a channel identifier', () => {
    expect(show(build.ethernet({ type: 0x88e5 }, Buffer.concat([hex('20 00 00000001 0011223344556677 0800'), V4])))).toMatchObject({
      stop: 'done',
      payload: 'hi',
    });
  });

  it('does not take the trailer for payload', () => {
    const frame = Buffer.concat([build.ethernet({}, V4), Buffer.alloc(16, 0x41)]);
    expect(show(frame)).toMatchObject({ payload: 'hi', claimed: 2 });
  });
});
