import { LAYER } from './packet.ts';
import type { Packet } from './packet.ts';
import { STEP, stopped } from './step.ts';
import { transport } from './transport.ts';

/** Bits that stay when a further IP layer takes the place of the one around it. */
const KEPT = LAYER.ethernet | LAYER.wifi | LAYER.tunnel | LAYER.fragment;

/** Notes an IP header whose fixed part is whole; what an outer one left is replaced. */
export function enterNetwork(p: Packet, layer: number, at: number, addressLength: number, sourceAt: number, ipOctets: number): void {
  p.layers = (p.layers & KEPT) | layer | (p.networkAt >= 0 ? LAYER.tunnel : 0);
  p.networkAt = at;
  p.addressLength = addressLength;
  p.sourceAt = sourceAt;
  p.destinationAt = sourceAt + addressLength;
  p.ipOctets = ipOctets;
  p.transportAt = -1;
  p.payloadAt = -1;
  p.payloadEnd = -1;
  p.payloadLength = 0;
  p.fragmentAt = -1;
}

/**
 * One fragment of a datagram: `[at, end)` of `claimed` octets. `headerAt` is where offset and identification stand.
 * A first fragment that was snapped can never be put together: its transport header is read where it lies.
 */
export function fragment(p: Packet, headerAt: number, first: boolean, at: number, end: number, claimed: number): number {
  p.layers |= LAYER.fragment;
  if (first && end - at < claimed) return transport(p, at, end, claimed);
  p.fragmentAt = headerAt;
  p.payloadAt = at;
  p.payloadEnd = end;
  p.payloadLength = claimed;
  return stopped(p, 'fragment', 'network');
}

/** An authentication header (RFC 4302, 2.2): its length, or 0 where it is not whole. */
export function authenticationLength(p: Packet, at: number, end: number): number {
  if (end - at < 12) return 0;
  const length = (p.buffer[at + 1]! + 2) * 4;
  return length < 12 || at + length > end ? 0 : length;
}

/** IP by its version nibble. */
export function stepOfVersion(p: Packet, at: number, end: number): number {
  if (at >= end) return STEP.unsupported;
  const version = p.buffer[at]! >> 4;
  return version === 4 ? STEP.ipv4 : version === 6 ? STEP.ipv6 : STEP.unsupported;
}
