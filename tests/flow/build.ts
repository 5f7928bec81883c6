import { ethernet, icmp, ipv4, ipv6, tcp, udp } from '../builders/packet.ts';
import { decoded } from '../builders/play.ts';
import type { Packet } from '../../src/packet/packet.ts';

/** Both ends of a packet, as `address port`. */
export interface Ends {
  readonly from: string;
  readonly to: string;
}

function split(ends: Ends) {
  const [source = '', sourcePort = '0'] = ends.from.split(' ');
  const [destination = '', destinationPort = '0'] = ends.to.split(' ');
  return { source, destination, sourcePort: Number(sourcePort), destinationPort: Number(destinationPort) };
}

/** A packet over IPv4 or IPv6, decoded into a reused Packet. */
export function ipPacket(ends: Ends, protocol: number, payload: Buffer): Packet {
  const { source, destination } = split(ends);
  return decoded(ethernet({}, (source.includes(':') ? ipv6 : ipv4)({ source, destination, protocol }, payload)));
}

export function udpPacket(from: string, to: string, payload = 'x'): Packet {
  return ipPacket({ from, to }, 17, udp(split({ from, to }), Buffer.from(payload)));
}

export function tcpPacket(from: string, to: string, flags: number, sequence = 1, payload = ''): Packet {
  return ipPacket({ from, to }, 6, tcp({ ...split({ from, to }), flags, sequence }, Buffer.from(payload)));
}

export function icmpPacket(from: string, to: string, type: number, code = 0): Packet {
  return ipPacket({ from, to }, from.includes(':') ? 58 : 1, icmp(type, code));
}
