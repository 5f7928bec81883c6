import { expect, it } from 'vitest';
import { NO_INNER_PACKET, readInnerPacket } from '../../../src/protocols/wire/inner-packet.ts';
import { hex } from '../../builders/packet.ts';

const V4 = '45000030000100004011 0000 c0a80714 c6336407';
const V6 = '60000000 0008 06 40 20010db8000000000000000000000020 20010db8000000000000000000000001';

const read = (octets: string): unknown[] => Object.values(readInnerPacket(hex(octets), 0, hex(octets).length));

it.each([
  ['UDP over IPv4', `${V4} c350 00a1 001c 0000`, ['udp', '192.168.7.20', 50000, '198.51.100.7', 161]],
  ['IPv4 with options', `46${V4.slice(2)} 01010101 c350 00a1`, ['udp', '192.168.7.20', 50000, '198.51.100.7', 161]],
  ['IPv4 without room for ports', `${V4} c350`, ['udp', '192.168.7.20', null, '198.51.100.7', null]],
  ['an unnamed protocol', `${V4.replace('4011', '40fd')} c350 00a1`, ['253', '192.168.7.20', null, '198.51.100.7', null]],
  ['TCP over IPv6', `${V6} c350 01bb`, ['tcp', '2001:db8::20', 50000, '2001:db8::1', 443]],
  ['IPv4 cut short', V4.slice(0, 30), Object.values(NO_INNER_PACKET)],
  ['IPv6 cut short', V6.slice(0, 60), Object.values(NO_INNER_PACKET)],
  ['neither', '00'.repeat(60), Object.values(NO_INNER_PACKET)],
  ['nothing', '', Object.values(NO_INNER_PACKET)],
])('%s', (_what, octets, expected) => {
  expect(read(octets)).toEqual(expected);
});
