import { arp } from './arp.ts';
import { cooked, cooked2, enc, loopback, nflog, pflog, pktap, prefixedEthernet } from './cooked.ts';
import { ethernet, llc, macsec, serviceChain, switchTagged, tag, vlan } from './ethernet.ts';
import { etherIp, gre } from './gre.ts';
import { ipv4 } from './ipv4.ts';
import { ipv6 } from './ipv6.ts';
import { mpls } from './mpls.ts';
import { stepOfVersion } from './network.ts';
import type { Packet } from './packet.ts';
import { atm, ciscoHdlc, frameRelay, ppp, pppDirection, pppoe, slip } from './ppp.ts';
import { avs, ppi, prism, radiotap } from './radio.ts';
import { arcnet, fddi, tokenRing } from './ring.ts';
import { STEP, stopped } from './step.ts';
import { wifi } from './wifi.ts';

/**
 * Goes from layer to layer until one says that it was the last. Ends by itself: each layer begins behind the one
 * before, and a layer that needs octets and has none stops.
 */
export function walk(p: Packet, first: number): void {
  let step = first;
  while (step !== STEP.done) step = layer(p, step, p.nextAt, p.nextEnd);
}

function layer(p: Packet, step: number, at: number, end: number): number {
  switch (step) {
    case STEP.ipv4:
      return ipv4(p, at, end);
    case STEP.ipv6:
      return ipv6(p, at, end);
    case STEP.ethernet:
      return ethernet(p, at, end);
    case STEP.vlan:
      return vlan(p, at, end);
    case STEP.arp:
      return arp(p, at, end);
    case STEP.llc:
      return llc(p, at, end);
    case STEP.wifi:
      return wifi(p, at, end, false);
    case STEP.radiotap:
      return radiotap(p, at, end);
    case STEP.control:
      return stopped(p, 'control', 'link');
    case STEP.unsupported:
      return stopped(p, 'unsupported', 'link');
    default:
      return tunnelLayer(p, step, at, end);
  }
}

function tunnelLayer(p: Packet, step: number, at: number, end: number): number {
  switch (step) {
    case STEP.ip:
      return version(p, at, end);
    case STEP.gre:
      return gre(p, at, end);
    case STEP.etherIp:
      return etherIp(p, at, end);
    case STEP.mpls:
      return mpls(p, at, end);
    case STEP.pppoe:
      return pppoe(p, at, end);
    case STEP.ppp:
      return ppp(p, at, end);
    case STEP.tag:
      return tag(p, at, end, 4);
    case STEP.longTag:
      return tag(p, at, end, 6);
    case STEP.serviceChain:
      return serviceChain(p, at, end);
    case STEP.fabricPath:
      return prefixedEthernet(p, at, end, 2);
    case STEP.macsec:
      return macsec(p, at, end);
    case STEP.backbone:
      return prefixedEthernet(p, at, end, 4);
    default:
      return captureLayer(p, step, at, end);
  }
}

/** Layers that stand only at the head of a frame. */
function captureLayer(p: Packet, step: number, at: number, end: number): number {
  switch (step) {
    case STEP.wifiPadded:
      return wifi(p, at, end, true);
    case STEP.ppi:
      return ppi(p, at, end);
    case STEP.prism:
      return prism(p, at, end);
    case STEP.avs:
      return avs(p, at, end);
    case STEP.cooked:
      return cooked(p, at, end);
    case STEP.cooked2:
      return cooked2(p, at, end);
    case STEP.loopback:
      return loopback(p, at, end);
    case STEP.pktap:
      return pktap(p, at, end);
    case STEP.nflog:
      return nflog(p, at, end);
    case STEP.pflog:
      return pflog(p, at, end);
    case STEP.enc:
      return enc(p, at, end);
    default:
      return rareLayer(p, step, at, end);
  }
}

function rareLayer(p: Packet, step: number, at: number, end: number): number {
  switch (step) {
    case STEP.tokenRing:
      return tokenRing(p, at, end);
    case STEP.fddi:
      return fddi(p, at, end);
    case STEP.switchTag:
      return switchTagged(p, at, end, 4);
    case STEP.longSwitchTag:
      return switchTagged(p, at, end, 8);
    case STEP.arcnet:
      return arcnet(p, at, end, 2);
    case STEP.arcnetLinux:
      return arcnet(p, at, end, 4);
    case STEP.atm:
      return atm(p, at, end);
    case STEP.slip:
      return slip(p, at, end);
    case STEP.pppDirection:
      return pppDirection(p, at, end);
    case STEP.ciscoHdlc:
      return ciscoHdlc(p, at, end);
    case STEP.frameRelay:
      return frameRelay(p, at, end);
    case STEP.frameRelayDirection:
      return frameRelay(p, at + 1, end);
    case STEP.mpacket:
      return prefixedEthernet(p, at, end, 8);
    case STEP.netAnalyzer:
      return prefixedEthernet(p, at, end, 4);
    default:
      return stopped(p, 'unsupported', 'link');
  }
}

/** IP of either version where only the packet itself tells which. */
function version(p: Packet, at: number, end: number): number {
  if (at >= end) return stopped(p, 'truncated', 'network');
  const step = stepOfVersion(p, at, end);
  return step === STEP.unsupported ? stopped(p, 'bad-value', 'network') : step;
}
