import { LAYER, type Packet } from './packet.ts';

/** What systems in use give a packet to start with: Unix and most devices, Windows, network equipment. */
const INITIAL = [64, 128, 255] as const;
/** A packet that has come from within a home has passed no more routers than this. */
const HOPS_MAX = 3;

/**
 * True where somebody forwarded the packet on its way here, by its time to live (IPv4, RFC 791, 3.2) or hop limit (IPv6, RFC 8200, 3):
 * it lies a hop or a few below what packets start with. False where it cannot be told: far below may be a start of its own, such as
 * the 1 to 4 of multicast, and inside a tunnel it tells of another road.
 */
export function wasForwarded(p: Packet): boolean {
  if (p.networkAt < 0 || p.addressLength === 0 || p.has(LAYER.arp) || p.has(LAYER.tunnel)) return false;
  const left = p.buffer[p.networkAt + (p.addressLength === 4 ? 8 : 7)]!;
  const start = INITIAL.find((value) => value >= left)!;
  return start - left >= 1 && start - left <= HOPS_MAX;
}
