import { u16, u16le, u32, u32le } from '../bytes/read.ts';
import { stepOfEtherType } from './ether-type.ts';
import { stepOfLinkType } from './link-type.ts';
import type { Packet } from './packet.ts';
import { next, STEP, stopped } from './step.ts';

/** ARPHRD_ numbers of Linux whose frames keep their own header behind the cooked one. */
const WIFI = 801;
const PRISM = 802;
const RADIOTAP = 803;
const NETLINK = 824;

/** Linux cooked capture: direction, hardware type, sender's address, protocol. */
export function cooked(p: Packet, at: number, end: number): number {
  if (end - at < 16) return stopped(p, 'truncated', 'link');
  const b = p.buffer;
  if (u16(b, at + 4) === 6) p.sourceMacAt = at + 6;
  return cookedPayload(p, u16(b, at + 2), u16(b, at + 14), at + 16, end);
}

/** The second version of it: the protocol comes first, and the interface is named. */
export function cooked2(p: Packet, at: number, end: number): number {
  if (end - at < 20) return stopped(p, 'truncated', 'link');
  const b = p.buffer;
  if (b[at + 11] === 6) p.sourceMacAt = at + 12;
  return cookedPayload(p, u16(b, at + 8), u16(b, at), at + 20, end);
}

function cookedPayload(p: Packet, hardware: number, protocol: number, at: number, end: number): number {
  switch (hardware) {
    case WIFI:
      return next(p, STEP.wifi, at, end);
    case PRISM:
      return next(p, STEP.prism, at, end);
    case RADIOTAP:
      return next(p, STEP.radiotap, at, end);
    case NETLINK:
      return stopped(p, 'unsupported', 'link');
    default:
      return next(p, protocol === 4 ? STEP.llc : stepOfEtherType(protocol), at, end);
  }
}

/** BSD loopback: an address family in the octet order of the machine that captured; also PPP and EtherTypes found in its place. */
export function loopback(p: Packet, at: number, end: number): number {
  if (end - at < 4) return stopped(p, 'truncated', 'link');
  const b = p.buffer;
  const start = u16(b, at);
  if (start === 0xff03 || start === 0x0f00 || start === 0x8f00) return next(p, STEP.ppp, at, end);
  const big = u32(b, at);
  return next(p, stepOfFamily(big <= 0xffff ? big : u32le(b, at)), at + 4, end);
}

/** AF_INET is 2 everywhere; AF_INET6 differs from system to system. */
function stepOfFamily(family: number): number {
  switch (family) {
    case 2:
      return STEP.ipv4;
    case 10: // Linux
    case 23: // Windows
    case 24: // NetBSD, OpenBSD
    case 28: // FreeBSD
    case 30: // macOS
      return STEP.ipv6;
    default:
      return family > 1500 ? stepOfEtherType(family) : STEP.unsupported;
  }
}

/** OpenBSD's encapsulation interface: family, key index, flags. */
export function enc(p: Packet, at: number, end: number): number {
  if (end - at < 12) return stopped(p, 'truncated', 'link');
  const big = u32(p.buffer, at);
  return next(p, stepOfFamily(big <= 0xffff ? big : u32le(p.buffer, at)), at + 12, end);
}

/** Firewall log of OpenBSD: header length (filled up to four octets) and family come first. */
export function pflog(p: Packet, at: number, end: number): number {
  if (end - at < 4) return stopped(p, 'truncated', 'link');
  const data = at + ((p.buffer[at]! + 3) & ~3);
  if (data > end) return stopped(p, 'truncated', 'link');
  return next(p, stepOfFamily(p.buffer[at + 1]!), Math.max(data, at + 4), end);
}

/** Netfilter log of Linux: attributes of little-endian length and type, the packet among them (type 9). */
export function nflog(p: Packet, at: number, end: number): number {
  if (end - at < 4) return stopped(p, 'truncated', 'link');
  const b = p.buffer;
  const step = stepOfFamily(b[at]!);
  let field = at + 4;
  while (end - field >= 4) {
    const length = u16le(b, field);
    if (length < 4) return stopped(p, 'bad-length', 'link');
    if (u16le(b, field + 2) === 9) return next(p, step, field + 4, Math.min(end, field + length));
    field += (length + 3) & ~3;
  }
  return stopped(p, 'truncated', 'link');
}

/** Apple's packet tap: header length, and the link type of what follows. */
export function pktap(p: Packet, at: number, end: number): number {
  if (end - at < 12) return stopped(p, 'truncated', 'link');
  const length = u32le(p.buffer, at);
  if (length < 12) return stopped(p, 'bad-length', 'link');
  if (at + length > end) return stopped(p, 'truncated', 'link');
  return next(p, stepOfLinkType(u32le(p.buffer, at + 8)), at + length, end);
}

/** A whole Ethernet frame behind `length` octets: the preamble of IEEE 802.3br, the four of netANALYZER or a switch chip, the tag of 802.1ah. */
export function prefixedEthernet(p: Packet, at: number, end: number, length: number): number {
  return next(p, STEP.ethernet, at + length, end);
}
