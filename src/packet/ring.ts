import type { Packet } from './packet.ts';
import { next, STEP, stopped } from './step.ts';

/** Token Ring (IEEE 802.5): access and frame control, addresses, a route where the sender's first bit says so, LLC. */
export function tokenRing(p: Packet, at: number, end: number): number {
  if (end - at < 14) return stopped(p, 'truncated', 'link');
  const b = p.buffer;
  if ((b[at + 1]! & 0xc0) !== 0x40) return stopped(p, 'control', 'link');
  p.destinationMacAt = at + 2;
  p.sourceMacAt = at + 8;
  const routed = (b[at + 8]! & 0x80) !== 0 && end - at > 14;
  return next(p, STEP.llc, at + 14 + (routed ? b[at + 14]! & 0x1f : 0), end);
}

/** ARCnet by RFC 1201: one octet addresses, `typeAt` where the system's header has the type, then split flag and sequence. */
export function arcnet(p: Packet, at: number, end: number, typeAt: number): number {
  const data = at + typeAt + 4;
  if (data > end) return stopped(p, 'truncated', 'link');
  const split = p.buffer[data - 3]!;
  if (split !== 0) return stopped(p, 'fragment', 'link');
  switch (p.buffer[at + typeAt]) {
    case 212:
      return next(p, STEP.ipv4, data, end);
    case 213:
      return next(p, STEP.arp, data, end);
    default:
      return stopped(p, 'unsupported', 'link');
  }
}

/** FDDI: frame control, addresses, LLC. */
export function fddi(p: Packet, at: number, end: number): number {
  if (end - at < 13) return stopped(p, 'truncated', 'link');
  if ((p.buffer[at]! & 0x70) !== 0x50) return stopped(p, 'control', 'link');
  p.destinationMacAt = at + 1;
  p.sourceMacAt = at + 7;
  return next(p, STEP.llc, at + 13, end);
}
