import { u16 } from '../bytes/read.ts';
import { etherPayload, stepOfEtherType } from './ether-type.ts';
import { LAYER } from './packet.ts';
import type { Packet } from './packet.ts';
import { deeper, next, STEP, stopped } from './step.ts';

/** Ethernet II and IEEE 802.3: destination, source, type or length. */
export function ethernet(p: Packet, at: number, end: number): number {
  if (end - at < 14) return stopped(p, 'truncated', 'link');
  p.layers |= LAYER.ethernet;
  p.destinationMacAt = at;
  p.sourceMacAt = at + 6;
  return etherPayload(p, u16(p.buffer, at + 12), at + 14, end);
}

/** Ethernet as it leaves the switch chip of a router: a tag of `length` octets that names the port stands behind the addresses. */
export function switchTagged(p: Packet, at: number, end: number, length: number): number {
  if (end - at < 14 + length) return stopped(p, 'truncated', 'link');
  p.layers |= LAYER.ethernet;
  p.destinationMacAt = at;
  p.sourceMacAt = at + 6;
  return tag(p, at + 12, end, length);
}

/** 802.1Q and 802.1ad: tag control, then the next type or length. */
export function vlan(p: Packet, at: number, end: number): number {
  if (end - at < 4) return stopped(p, 'truncated', 'link');
  return etherPayload(p, u16(p.buffer, at + 2), at + 4, end);
}

/** A tag of `length` octets that nobody here needs, then the next type. */
export function tag(p: Packet, at: number, end: number, length: number): number {
  if (end - at < length + 2) return stopped(p, 'truncated', 'link');
  return etherPayload(p, u16(p.buffer, at + length), at + length + 2, end);
}

/** A network service header (RFC 8300, 2.2): length in words of four octets, and what comes behind. */
export function serviceChain(p: Packet, at: number, end: number): number {
  if (end - at < 8) return stopped(p, 'truncated', 'link');
  const length = (p.buffer[at + 1]! & 0x3f) * 4;
  if (length < 8) return stopped(p, 'bad-length', 'link');
  switch (p.buffer[at + 3]) {
    case 1:
      return next(p, STEP.ipv4, at + length, end);
    case 2:
      return next(p, STEP.ipv6, at + length, end);
    case 3:
      return next(p, STEP.ethernet, at + length, end);
    default:
      return stopped(p, 'unsupported', 'link');
  }
}

/** MACsec (IEEE 802.1AE, 9.3): frames that are signed and not encrypted can be read. */
export function macsec(p: Packet, at: number, end: number): number {
  if (end - at < 6) return stopped(p, 'truncated', 'link');
  const control = p.buffer[at]!;
  if ((control & 0x0c) !== 0) return stopped(p, 'encrypted', 'link');
  const typeAt = at + ((control & 0x20) !== 0 ? 14 : 6);
  if (end - typeAt < 2) return stopped(p, 'truncated', 'link');
  return etherPayload(p, u16(p.buffer, typeAt), typeAt + 2, end);
}

/** LLC (IEEE 802.2), with SNAP where the service access points say so. */
export function llc(p: Packet, at: number, end: number): number {
  if (end - at < 3) return stopped(p, 'truncated', 'link');
  const b = p.buffer;
  const points = u16(b, at);
  if (points === 0xaaaa && b[at + 2] === 0x03) return snap(p, at + 3, end);
  if (points === 0x0606 && b[at + 2] === 0x03) return next(p, STEP.ipv4, at + 3, end);
  if (points === 0xfefe && b[at + 2] === 0x03) return networkLayerId(p, at + 3, end);
  return stopped(p, 'unsupported', 'link');
}

/** SNAP: organisation and its protocol number; the organisation zero means EtherTypes (RFC 1042). */
export function snap(p: Packet, at: number, end: number): number {
  if (end - at < 5) return stopped(p, 'truncated', 'link');
  const organisation = (u16(p.buffer, at) << 8) | p.buffer[at + 2]!;
  const type = u16(p.buffer, at + 3);
  if (organisation === 0 || organisation === 0x0000f8) return next(p, stepOfEtherType(type), at + 5, end);
  // RFC 2684, 5.3: bridged Ethernet with and without check sequence, after two octets of padding on ATM.
  if (organisation === 0x0080c2 && (type === 1 || type === 7)) return bridged(p, at + 5, end);
  return stopped(p, 'unsupported', 'link');
}

function bridged(p: Packet, at: number, end: number): number {
  const padded = end - at >= 16 && u16(p.buffer, at) === 0 && stepOfEtherType(u16(p.buffer, at + 14)) !== STEP.unsupported;
  return deeper(p, STEP.ethernet, padded ? at + 2 : at, end);
}

/** A network layer protocol identifier (ISO/IEC TR 9577), after which the packet follows. */
export function networkLayerId(p: Packet, at: number, end: number): number {
  const from = p.buffer[at] === 0 && end - at > 1 ? at + 1 : at; // padding
  if (end - from < 1) return stopped(p, 'truncated', 'link');
  switch (p.buffer[from]) {
    case 0xcc:
      return next(p, STEP.ipv4, from + 1, end);
    case 0x8e:
      return next(p, STEP.ipv6, from + 1, end);
    case 0xcf:
      return next(p, STEP.ppp, from + 1, end);
    case 0x80:
      return snap(p, from + 1, end);
    default:
      return stopped(p, 'unsupported', 'link');
  }
}
