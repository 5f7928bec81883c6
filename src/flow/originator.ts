import { LAYER, type Packet } from '../packet/packet.ts';
import { TCP_FLAG } from '../packet/tcp.ts';
import { readPorts } from './flow-key.ts';

const { ack: ACK, rst: RST, syn: SYN } = TCP_FLAG;

/** Ports from 1024 up where servers listen and clients hardly ever send from: messaging, media, discovery, home automation, web. */
const HIGH_SERVER_PORTS = [
  1194, 1433, 1701, 1723, 1883, 1900, 1935, 2049, 3000, 3306, 3389, 3478, 3479, 3702, 4070, 4500, 5000, 5060, 5061, 5222, 5223, 5228, 5349,
  5353, 5355, 5432, 5683, 5684, 5900, 6379, 6666, 6667, 6668, 7000, 8000, 8008, 8009, 8080, 8081, 8443, 8554, 8883, 8888, 9100, 9999, 10001,
  32100, 49152,
] as const;

const SERVER = new Uint8Array(65_536).fill(1, 1, 1_024);
for (const port of HIGH_SERVER_PORTS) SERVER[port] = 1;

/**
 * True where the first packet seen of a flow is, by all signs, an answer: the capture began in the middle, and the originator is the other
 * side. The signs: a TCP segment with SYN and ACK; or TCP without SYN, or UDP, from a server's port (below 1024, or in the table above) to a
 * port that is none. What goes to a multicast or broadcast address is never an answer: nobody sends from there.
 */
export function beganWithAnswer(p: Packet): boolean {
  if (p.has(LAYER.tcp)) {
    const flags = p.buffer[p.transportAt + 13]!;
    if ((flags & SYN) !== 0) return (flags & ACK) !== 0;
    // A lone reset answers something that was sent to a port, more often than not an ephemeral one: ports tell as for any segment.
    if ((flags & (ACK | RST)) === 0) return false;
  } else if (!p.has(LAYER.udp)) return false;
  const ports = readPorts(p);
  return SERVER[ports >>> 16] === 1 && SERVER[ports & 0xffff] === 0 && !isGroup(p);
}

/** Multicast (RFC 5771, RFC 4291) or limited broadcast destination. */
function isGroup(p: Packet): boolean {
  const first = p.buffer[p.destinationAt]!;
  return p.addressLength === 16 ? first === 0xff : first >= 0xe0;
}
