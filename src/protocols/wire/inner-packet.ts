import { formatIpv4, formatIpv6 } from '../../bytes/address.ts';
import { u16 } from '../../bytes/read.ts';

const PROTOCOL = { tcp: 6, udp: 17 } as const;
const PROTOCOLS = new Map([[1, 'icmp'], [2, 'igmp'], [6, 'tcp'], [17, 'udp'], [47, 'gre'], [50, 'esp'], [58, 'icmp6'], [132, 'sctp']]); // prettier-ignore

/** The packet that an ICMP error speaks of: protocol by name or number, endpoints as its sender wrote them. */
export interface InnerPacket {
  readonly inner_protocol: string | null;
  readonly inner_source: string | null;
  readonly inner_source_port: number | null;
  readonly inner_destination: string | null;
  readonly inner_destination_port: number | null;
}
export const innerPacketFields = {
  inner_protocol: 'string?', inner_source: 'string?', inner_source_port: 'number?', inner_destination: 'string?', inner_destination_port: 'number?',
} as const; // prettier-ignore

export const NO_INNER_PACKET: InnerPacket = {
  inner_protocol: null, inner_source: null, inner_source_port: null, inner_destination: null, inner_destination_port: null,
}; // prettier-ignore

/** Reads the start of the packet quoted in `buffer[start, end)` (RFC 792: its header and eight octets; RFC 4443, 2.4 c: as much as fits). */
export function readInnerPacket(buffer: Buffer, start: number, end: number): InnerPacket {
  const version = start < end ? buffer[start]! >> 4 : 0;
  if (version === 4 && end - start >= 20) {
    const headerLength = (buffer[start]! & 0x0f) * 4;
    return inner(buffer, buffer[start + 9]!, formatIpv4(buffer, start + 12), formatIpv4(buffer, start + 16), start + headerLength, end);
  }
  if (version === 6 && end - start >= 40) {
    return inner(buffer, buffer[start + 6]!, formatIpv6(buffer, start + 8), formatIpv6(buffer, start + 24), start + 40, end);
  }
  return NO_INNER_PACKET;
}

function inner(buffer: Buffer, protocol: number, source: string, destination: string, at: number, end: number): InnerPacket {
  const ported = (protocol === PROTOCOL.tcp || protocol === PROTOCOL.udp) && at + 4 <= end;
  return {
    inner_protocol: PROTOCOLS.get(protocol) ?? String(protocol),
    inner_source: source,
    inner_source_port: ported ? u16(buffer, at) : null,
    inner_destination: destination,
    inner_destination_port: ported ? u16(buffer, at + 2) : null,
  };
}
