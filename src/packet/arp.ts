import { LAYER } from './packet.ts';
import type { Packet } from './packet.ts';
import { STEP, stopped } from './step.ts';

/** ARP (RFC 826): two hardware and two protocol addresses of the lengths that the header gives. */
export function arp(p: Packet, at: number, end: number): number {
  if (end - at < 8) return stopped(p, 'truncated', 'network');
  const length = 8 + 2 * (p.buffer[at + 4]! + p.buffer[at + 5]!);
  if (at + length > end) return stopped(p, 'truncated', 'network');
  const outer = p.networkAt >= 0 ? LAYER.tunnel : 0;
  p.layers = (p.layers & (LAYER.ethernet | LAYER.wifi | LAYER.tunnel)) | outer | LAYER.arp;
  p.networkAt = at;
  p.addressLength = 0;
  p.sourceAt = -1;
  p.destinationAt = -1;
  p.ipOctets = 0;
  p.protocol = 0;
  p.transportAt = -1;
  p.payloadAt = at;
  p.payloadEnd = at + length;
  p.payloadLength = length;
  return STEP.done;
}
