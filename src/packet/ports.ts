import { u16 } from '../bytes/read.ts';
import type { Packet } from './packet.ts';

/** Port of the sender. The packet must have a TCP, UDP or SCTP layer: then this cannot fail. */
export function sourcePort(p: Packet): number {
  return u16(p.buffer, p.transportAt);
}

/** Port of the receiver, on the same terms. */
export function destinationPort(p: Packet): number {
  return u16(p.buffer, p.transportAt + 2);
}
