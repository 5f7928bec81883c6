import { BUDGET } from '../model/budget.ts';
import type { Packet, Stop, StopLayer } from './packet.ts';

/**
 * What the next layer of a packet is. A layer function reads its own header, leaves the place of what follows in
 * `nextAt` and `nextEnd`, and returns one of these; `walk` goes on from there. So no layer needs to know another.
 */
export const STEP = {
  done: 0,
  ethernet: 1,
  llc: 2,
  vlan: 3,
  tag: 4,
  macsec: 5,
  backbone: 6,
  pppoe: 7,
  ppp: 8,
  ciscoHdlc: 9,
  frameRelay: 10,
  mpls: 11,
  arp: 12,
  ipv4: 13,
  ipv6: 14,
  ip: 15,
  gre: 16,
  etherIp: 17,
  wifi: 18,
  wifiPadded: 19,
  radiotap: 20,
  ppi: 21,
  prism: 22,
  avs: 23,
  cooked: 24,
  cooked2: 25,
  loopback: 26,
  tokenRing: 27,
  fddi: 28,
  atm: 29,
  slip: 30,
  pppDirection: 31,
  nflog: 32,
  pflog: 33,
  enc: 34,
  pktap: 35,
  mpacket: 36,
  netAnalyzer: 37,
  frameRelayDirection: 38,
  control: 39,
  unsupported: 40,
  longTag: 41,
  fabricPath: 42,
  serviceChain: 43,
  arcnet: 44,
  arcnetLinux: 45,
  switchTag: 46,
  longSwitchTag: 47,
} as const;

/** The next layer is `step`, over `[at, end)`. */
export function next(p: Packet, step: number, at: number, end: number): number {
  p.nextAt = at;
  p.nextEnd = end;
  return step;
}

/** As `next`, one encapsulation deeper; ends decoding where there are too many. */
export function deeper(p: Packet, step: number, at: number, end: number): number {
  if (p.depth >= BUDGET.decapsulationDepthMax) return stopped(p, 'too-deep', 'tunnel');
  p.depth += 1;
  return next(p, step, at, end);
}

/** Decoding ends here, and this is why. */
export function stopped(p: Packet, stop: Stop, layer: StopLayer): number {
  p.stop = stop;
  p.stopLayer = layer;
  return STEP.done;
}
