import type { Packet } from './packet.ts';
import { deeper, next, STEP } from './step.ts';

/** Greatest value of the type field that is a length (IEEE 802.3, 3.2.6). */
const LENGTH_MAX = 1500;

/** The layer that an EtherType announces (IEEE registry of EtherTypes). */
export function stepOfEtherType(type: number): number {
  switch (type) {
    case 0x0800:
      return STEP.ipv4;
    case 0x86dd:
      return STEP.ipv6;
    case 0x0806: // ARP
    case 0x8035: // RARP, which has the same layout
      return STEP.arp;
    case 0x8100: // 802.1Q
    case 0x88a8: // 802.1ad
    case 0x9100: // QinQ before it had a number of its own
    case 0x9200:
      return STEP.vlan;
    case 0x8926: // VN-Tag
      return STEP.tag;
    case 0x893f: // 802.1BR
    case 0x8909: // Cisco's metadata
      return STEP.longTag;
    case 0x8903:
      return STEP.fabricPath;
    case 0x894f:
      return STEP.serviceChain;
    case 0x88e5:
      return STEP.macsec;
    case 0x88e7: // 802.1ah
      return STEP.backbone;
    case 0x8863: // PPPoE discovery
      return STEP.control;
    case 0x8864:
      return STEP.pppoe;
    case 0x880b:
      return STEP.ppp;
    case 0x8847:
    case 0x8848:
      return STEP.mpls;
    case 0x6558: // transparent Ethernet bridging
      return STEP.ethernet;
    default:
      return STEP.unsupported;
  }
}

/** What follows a type-or-length field: a layer by its EtherType, or LLC bounded by the length. */
export function etherPayload(p: Packet, type: number, at: number, end: number): number {
  if (type <= LENGTH_MAX) return next(p, STEP.llc, at, Math.min(end, at + type));
  const step = stepOfEtherType(type);
  return isEncapsulation(step) ? deeper(p, step, at, end) : next(p, step, at, end);
}

function isEncapsulation(step: number): boolean {
  switch (step) {
    case STEP.vlan:
    case STEP.pppoe:
    case STEP.mpls:
    case STEP.ethernet:
    case STEP.backbone:
    case STEP.fabricPath:
    case STEP.serviceChain:
      return true;
    default:
      return false;
  }
}
