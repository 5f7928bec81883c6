import { describe, expect, it } from 'vitest';
import * as build from '../builders/packet.ts';
import { hex } from '../builders/packet.ts';
import { show } from '../builders/packet-view.ts';

const V4 = build.ipv4({}, build.udp({}, Buffer.from('hi')));
const V6 = build.ipv6({}, build.udp({}, Buffer.from('hi')));
const WIFI = build.wifi({}, build.snap(0x0800, V4));
const after = (head: string, payload: Buffer): Buffer => Buffer.concat([hex(head), payload]);

describe('Linux cooked', () => {
  it('shows the sender only, and only where its address is a MAC', () => {
    expect(show(after('0004 0001 0006 02000000000a 0000 86dd', V6), 113)).toMatchObject({ macs: '02:00:00:00:00:0a > -', payload: 'hi' });
    expect(show(after('0004 0304 0000 0000000000000000 0800', V4), 113)).toMatchObject({ macs: '- > -', payload: 'hi' });
    expect(show(after('86dd 0000 00000002 0001 04 06 02000000000a 0000', V6), 276)).toMatchObject({
      macs: '02:00:00:00:00:0a > -',
      payload: 'hi',
    });
    expect(show(after('86dd 0000 00000002 fffe 04 00 0000000000000000', V6), 276)).toMatchObject({ macs: '- > -', payload: 'hi' });
  });

  it.each([
    ['802.11', '0000 0321 0006 02000000000a 0000 0000', WIFI],
    ['radiotap', '0000 0323 0006 02000000000a 0000 0000', after('00 00 0800 00000000', WIFI)],
    ['Prism', '0000 0322 0006 02000000000a 0000 0000', after('44000000 0c000000 00000000', WIFI)],
    ['LLC', '0000 0001 0006 02000000000a 0000 0004', build.snap(0x0800, V4)],
    ['a tag', '0000 0001 0006 02000000000a 0000 8100', build.vlan({}, V4)],
  ])('goes on with %s', (_name, head, rest) => {
    expect(show(after(head, rest), 113)).toMatchObject({ stop: 'done', payload: 'hi' });
  });

  it('leaves messages of the kernel alone', () => {
    expect(show(after('0004 0338 0000 0000000000000000 0800', V4), 113)).toMatchObject({ layers: '', stop: 'unsupported link' });
  });
});

describe('BSD', () => {
  it.each([
    ['NetBSD', 0, '18000000'],
    ['FreeBSD', 0, '1c000000'],
    ['macOS', 0, '1e000000'],
    ['Windows', 0, '17000000'],
    ['big-endian', 0, '0000001e'],
    ['LOOP', 108, '00000018'],
    ['enc', 109, '18000000 00000000 00000000'],
    ['pflog', 117, '05180000 00000000'],
  ])('finds IPv6 on %s', (_name, linkType, head) => {
    expect(show(after(head, V6), linkType)).toMatchObject({ stop: 'done', payload: 'hi' });
  });
});

it('finds the packet among the attributes of a netfilter log', () => {
  const frame = Buffer.concat([hex('0a 00 0000 0800 0100 86dd0300 0600 0a00 6162 0000'), Buffer.from([4 + V6.length, 0, 9, 0]), V6]);
  expect(show(frame, 239)).toMatchObject({ stop: 'done', payload: 'hi' });
});

it.each([
  ['15 octets of cooked', 113, Buffer.alloc(15), 'truncated link'],
  ['19 octets of cooked 2', 276, Buffer.alloc(19), 'truncated link'],
  ['3 octets of loopback', 0, Buffer.alloc(3), 'truncated link'],
  ['an unknown family', 0, after('07000000', V4), 'unsupported link'],
  ['11 octets of enc', 109, Buffer.alloc(11), 'truncated link'],
  ['3 octets of pflog', 117, Buffer.alloc(3), 'truncated link'],
  ['pflog beyond the frame', 117, hex('40020000'), 'truncated link'],
  ['3 octets of netfilter log', 239, Buffer.alloc(3), 'truncated link'],
  ['an attribute of length 0', 239, hex('02000000 0000 0900'), 'bad-length link'],
  ['a log without packet', 239, hex('02000000 0400 0100'), 'truncated link'],
  ['11 octets of packet tap', 258, Buffer.alloc(11), 'truncated link'],
  ['packet tap of length 4', 258, hex('04000000 01000000 01000000'), 'bad-length link'],
  ['packet tap beyond the frame', 258, hex('ff000000 01000000 01000000'), 'truncated link'],
])('stops at %s', (_name, linkType, frame, stop) => {
  expect(show(frame, linkType)).toMatchObject({ stop, layers: '' });
});
