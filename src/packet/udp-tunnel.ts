import { u16, u32 } from '../bytes/read.ts';
import { stepOfEtherType } from './ether-type.ts';
import { stepOfVersion } from './network.ts';
import type { Packet } from './packet.ts';
import { next, STEP } from './step.ts';

/**
 * Tunnels over UDP. Each function tells by content alone whether `[at, end)` is its tunnel: the step of the packet
 * inside (its place in `nextAt`, `nextEnd`), else `STEP.done`. Ports are only a hint of which to ask.
 */
export function udpTunnel(p: Packet, port: number, at: number, end: number): number {
  switch (port) {
    case 4789:
    case 8472:
      return vxlan(p, at, end);
    case 4790:
      return vxlanGeneric(p, at, end);
    case 6081:
      return geneve(p, at, end);
    case 3544:
      return teredo(p, at, end);
    case 2152:
      return gtp(p, at, end);
    case 37008:
      return tzsp(p, at, end);
    case 1701:
      return l2tp(p, at, end);
    default:
      return STEP.done;
  }
}

/** True where an Ethernet frame of a kind that we read lies here. */
function isEthernet(p: Packet, at: number, end: number): boolean {
  return end - at >= 14 && stepOfEtherType(u16(p.buffer, at + 12)) !== STEP.unsupported;
}

function innerEthernet(p: Packet, at: number, end: number): number {
  return isEthernet(p, at, end) ? next(p, STEP.ethernet, at, end) : STEP.done;
}

/** IP whose own length says that it ends where the tunnel does, or beyond where the frame was snapped. */
function innerIp(p: Packet, at: number, end: number): number {
  const b = p.buffer;
  const step = stepOfVersion(p, at, end);
  const snapped = p.payloadEnd - p.payloadAt < p.payloadLength;
  if (step === STEP.ipv4 && end - at >= 20 && fits(u16(b, at + 2), end - at, snapped)) return next(p, step, at, end);
  if (step === STEP.ipv6 && end - at >= 40 && fits(u16(b, at + 4) + 40, end - at, snapped)) return next(p, step, at, end);
  return STEP.done;
}

function fits(length: number, captured: number, snapped: boolean): boolean {
  return length === captured || (snapped && length > captured);
}

/** VXLAN (RFC 7348, 5), with the group policy extension's bits let through. */
function vxlan(p: Packet, at: number, end: number): number {
  if (end - at < 8) return STEP.done;
  const b = p.buffer;
  const flags = b[at]!;
  const isGroupPolicy = flags === 0x88;
  if ((flags !== 0x08 && !isGroupPolicy) || b[at + 7] !== 0) return STEP.done;
  if (!isGroupPolicy && (b[at + 1] !== 0 || u16(b, at + 2) !== 0)) return STEP.done;
  return innerEthernet(p, at + 8, end);
}

/** VXLAN with a protocol field. */
function vxlanGeneric(p: Packet, at: number, end: number): number {
  if (end - at < 8) return STEP.done;
  const b = p.buffer;
  if ((b[at]! & 0xfe) !== 0x0c || u16(b, at + 1) !== 0 || b[at + 7] !== 0) return STEP.done;
  const protocol = b[at + 3];
  if (protocol === 3) return innerEthernet(p, at + 8, end);
  return protocol === 1 || protocol === 2 ? innerIp(p, at + 8, end) : STEP.done;
}

/** Geneve (RFC 8926, 3.4): version 0, options in words of four octets, EtherType. */
function geneve(p: Packet, at: number, end: number): number {
  if (end - at < 8) return STEP.done;
  const b = p.buffer;
  if (b[at]! >> 6 !== 0 || (b[at + 1]! & 0x3f) !== 0 || b[at + 7] !== 0) return STEP.done;
  const data = at + 8 + (b[at]! & 0x3f) * 4;
  const type = u16(b, at + 2);
  if (type === 0x6558) return innerEthernet(p, data, end);
  return type === 0x0800 || type === 0x86dd ? innerIp(p, data, end) : STEP.done;
}

/** Teredo (RFC 4380, 5.1.1): an authentication and an origin header may come before the IPv6 packet. */
function teredo(p: Packet, at: number, end: number): number {
  const b = p.buffer;
  let data = at;
  if (end - data >= 13 && u16(b, data) === 1) data += 13 + b[data + 2]! + b[data + 3]!;
  if (end - data >= 8 && u16(b, data) === 0) data += 8;
  return stepOfVersion(p, data, end) === STEP.ipv6 ? innerIp(p, data, end) : STEP.done;
}

/** GTP version 1, user plane (3GPP TS 29.281, 5): only messages that carry a packet. */
function gtp(p: Packet, at: number, end: number): number {
  if (end - at < 8) return STEP.done;
  const b = p.buffer;
  const flags = b[at]!;
  if ((flags & 0xf8) !== 0x30 || b[at + 1] !== 0xff || u16(b, at + 2) !== p.payloadLength - 8) return STEP.done;
  if ((flags & 7) === 0) return innerIp(p, at + 8, end);
  let data = at + 12;
  if (data > end) return STEP.done;
  let extension = (flags & 4) !== 0 ? b[data - 1]! : 0;
  while (extension !== 0) {
    if (data >= end || b[data] === 0) return STEP.done;
    data += b[data]! * 4;
    if (data > end) return STEP.done;
    extension = b[data - 1]!;
  }
  return innerIp(p, data, end);
}

/** TZSP, which mirrors what an access point or router sees: version, kind, protocol, tags up to the end tag. */
function tzsp(p: Packet, at: number, end: number): number {
  const b = p.buffer;
  if (end - at < 5 || b[at] !== 1 || b[at + 1]! > 1) return STEP.done;
  const protocol = u16(b, at + 2);
  let tag = at + 4;
  while (tag < end && b[tag] !== 1) {
    if (b[tag] === 0) tag += 1;
    else if (tag + 1 < end) tag += 2 + b[tag + 1]!;
    else return STEP.done;
  }
  if (tag >= end) return STEP.done;
  if (protocol === 1) return innerEthernet(p, tag + 1, end);
  if (protocol === 18) return next(p, STEP.wifi, tag + 1, end);
  return protocol === 119 ? next(p, STEP.prism, tag + 1, end) : STEP.done;
}

/** L2TP version 2 (RFC 2661, 3.1), data messages that carry IP in PPP. */
function l2tp(p: Packet, at: number, end: number): number {
  if (end - at < 6) return STEP.done;
  const b = p.buffer;
  const flags = u16(b, at);
  if ((flags & 0x8000) !== 0 || (flags & 0x34ff) !== 2) return STEP.done;
  const hasLength = (flags & 0x4000) !== 0;
  if (hasLength && u16(b, at + 2) !== p.payloadLength) return STEP.done;
  let data = at + 6 + (hasLength ? 2 : 0) + ((flags & 0x0800) !== 0 ? 4 : 0);
  if ((flags & 0x0200) !== 0) data = end - data < 2 ? end : data + 2 + u16(b, data);
  if (end - data < 8) return STEP.done;
  const framed = u16(b, data) === 0xff03 ? data + 2 : data;
  const protocol = u32(b, framed) >>> 16;
  return protocol === 0x0021 || protocol === 0x0057 || b[framed] === 0x21 || b[framed] === 0x57 ? next(p, STEP.ppp, data, end) : STEP.done;
}
