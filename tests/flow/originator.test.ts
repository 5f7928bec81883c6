import { describe, expect, it } from 'vitest';
import { beganWithAnswer } from '../../src/flow/originator.ts';
import { icmpPacket, tcpPacket, udpPacket } from './build.ts';

const high = '192.0.2.1 40000',
  https = '198.51.100.2 443',
  mqtt = '198.51.100.2 8883';
describe('beganWithAnswer', () => {
  it.each([
    ['a SYN, even from a low port', () => tcpPacket(https, high, 2), false],
    ['a SYN-ACK, even to a low port', () => tcpPacket(high, https, 18), true],
    ['payload from a server', () => tcpPacket(https, high, 16), true],
    ['payload from a server in the table', () => tcpPacket(mqtt, high, 16), true],
    ['payload to a server', () => tcpPacket(high, https, 16), false],
    ['payload between servers', () => tcpPacket(https, '192.0.2.1 80', 16), false],
    ['a reset from a server', () => tcpPacket(https, high, 4), true],
    ['a segment without any flag', () => tcpPacket(https, high, 0), false],
    ['a DNS answer', () => udpPacket('192.0.2.53 53', high), true],
    ['a DNS query', () => udpPacket(high, '192.0.2.53 53'), false],
    ['NTP from port 123 to 123', () => udpPacket('192.0.2.1 123', '192.0.2.2 123'), false],
    ['a datagram to a multicast group', () => udpPacket('192.0.2.1 53', '224.0.0.251 40000'), false],
    ['an IPv6 datagram to a multicast group', () => udpPacket('fe80::1 53', 'ff02::fb 40000'), false],
    ['ICMP', () => icmpPacket('192.0.2.1', '192.0.2.2', 0), false],
  ])('%s: %#', (_name, packet, expected) => expect(beganWithAnswer(packet())).toBe(expected));
});
