import { u16, u32 } from '../bytes/read.ts';
import type { Packet } from './packet.ts';

/** Control bits of the TCP header (RFC 9293, 3.1). */
export const TCP_FLAG = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ece: 64, cwr: 128 } as const;

/** Sequence number of the first payload octet (of the SYN itself where there is one). Needs a TCP layer, as all here do. */
export function tcpSequence(p: Packet): number {
  return u32(p.buffer, p.transportAt + 4);
}

/** Acknowledgment number; of meaning only with the ACK bit. */
export function tcpAcknowledgment(p: Packet): number {
  return u32(p.buffer, p.transportAt + 8);
}

/** The eight control bits, see `TCP_FLAG`. */
export function tcpFlags(p: Packet): number {
  return p.buffer[p.transportAt + 13]!;
}

/** The window as sent, unscaled. */
export function tcpWindow(p: Packet): number {
  return u16(p.buffer, p.transportAt + 14);
}
