import { expect, it } from 'vitest';
import * as build from '../builders/packet.ts';
import { hex } from '../builders/packet.ts';
import { show } from '../builders/packet-view.ts';

const V4 = build.ipv4({}, build.udp({}, Buffer.from('hi')));
const V6 = build.ipv6({}, build.udp({}, Buffer.from('hi')));
const after = (head: string, payload = V4): Buffer => Buffer.concat([hex(head), payload]);

it.each([
  ['PPP', 9, after('0057', V6)],
  ['PPP, compressed protocol', 9, after('ff03 57', V6)],
  ['MPLS over PPP', 9, after('ff03 0281', build.mpls([16], V6))],
  ['HDLC under the number of PPP', 50, after('8f00 86dd', V6)],
  ['Cisco HDLC', 104, after('0f00 86dd', V6)],
  ['Frame Relay', 107, after('1841 03 8e', V6)],
  ['Frame Relay, address of four octets', 107, after('18400001 03 8e', V6)],
  ['Frame Relay of PPP', 107, after('1841 03 cf 0057', V6)],
  ['Frame Relay with direction', 206, after('00 1841 03 8e', V6)],
  ['ATM without header', 106, V6],
  ['ATM with a network layer identifier', 100, after('fefe03 8e', V6)],
  ['SLIP', 8, Buffer.concat([Buffer.alloc(16), V6])],
  ['PPPoE', 51, build.pppoe(0x57, V6)],
])('finds IPv6 in %s', (_name, linkType, frame) => {
  expect(show(frame, linkType)).toMatchObject({ stop: 'done', payload: 'hi', endpoints: '2001:db8::1 40000 > 2001:db8:1::2 53' });
});

it.each([
  ['LCP', 9, hex('ff03 c021 01010004'), 'control link'],
  ['encrypted PPP', 9, hex('ff03 0053 01010004'), 'encrypted link'],
  ['compressed headers', 9, hex('ff03 002d 01010004'), 'unsupported link'],
  ['one octet', 9, hex('ff'), 'truncated link'],
  ['nothing behind the address', 9, hex('ff03 00'), 'truncated link'],
  ['a bridge to Token Ring', 9, hex('ff03 0031 00 03 0000'), 'unsupported link'],
  ['half a bridge header', 9, hex('ff03 0031 00'), 'truncated link'],
  ['SLARP', 104, hex('8f00 8035 00000002'), 'control link'],
  ['half of HDLC', 104, hex('0f00 08'), 'truncated link'],
  ['a Frame Relay address without end', 107, hex('18404040 40'), 'truncated link'],
  ['an unknown network layer', 107, hex('1841 03 08 00'), 'unsupported link'],
  ['no network layer at all', 107, hex('1841 03'), 'truncated link'],
  ['an empty cell', 100, hex('aaaa'), 'truncated link'],
  ['a SLIP header alone', 8, Buffer.alloc(16), 'truncated link'],
  ['a SLIP packet with compressed header', 8, Buffer.alloc(40, 0x80), 'unsupported link'],
  ['PPPoE of another version', 51, hex('2100 0001 0000'), 'bad-value link'],
  ['PPPoE that is no session', 51, hex('1109 0000 0000'), 'control link'],
  ['half of PPPoE', 51, hex('1100 0001 00'), 'truncated link'],
])('stops at %s', (_name, linkType, frame, stop) => {
  expect(show(frame, linkType)).toMatchObject({ stop, layers: '' });
});

it('ends PPPoE at its own length', () => {
  const frame = Buffer.concat([hex('1100 0001 0010 0021'), V4]);
  expect(show(frame, 51)).toMatchObject({ stop: 'truncated network' });
});
