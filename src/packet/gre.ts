import { u16 } from '../bytes/read.ts';
import { stepOfEtherType } from './ether-type.ts';
import type { Packet } from './packet.ts';
import { next, STEP, stopped } from './step.ts';

const CHECKSUM = 0x8000;
const ROUTING = 0x4000;
const KEY = 0x2000;
const SEQUENCE = 0x1000;
const ACKNOWLEDGMENT = 0x0080;
const ERSPAN = 0x88be;
const ERSPAN_3 = 0x22eb;

/** GRE (RFC 2784, RFC 2890) and its version 1, which carries PPP for PPTP (RFC 2637, 4.1). */
export function gre(p: Packet, at: number, end: number): number {
  if (end - at < 4) return stopped(p, 'truncated', 'tunnel');
  const flags = u16(p.buffer, at);
  const type = u16(p.buffer, at + 2);
  const version = flags & 7;
  if (version > 1) return stopped(p, 'bad-value', 'tunnel');
  if ((flags & ROUTING) !== 0) return stopped(p, 'unsupported', 'tunnel');
  let data = at + 4;
  if ((flags & CHECKSUM) !== 0) data += 4;
  if ((flags & KEY) !== 0) data += 4;
  if ((flags & SEQUENCE) !== 0) data += 4;
  if (version === 1 && (flags & ACKNOWLEDGMENT) !== 0) data += 4;
  if (data > end) return stopped(p, 'truncated', 'tunnel');
  // Acknowledgments of PPTP and keep-alives carry nothing.
  if (data === end || (version === 1 && (flags & SEQUENCE) === 0) || type === 0) return stopped(p, 'control', 'tunnel');
  if (type === ERSPAN) return next(p, STEP.ethernet, data + ((flags & SEQUENCE) !== 0 ? 8 : 0), end);
  if (type === ERSPAN_3) return erspan3(p, data, end);
  const step = stepOfEtherType(type);
  return step === STEP.unsupported ? stopped(p, 'unsupported', 'tunnel') : next(p, step, data, end);
}

/** ERSPAN type III: 12 octets, and 8 more where the last bit says so. */
function erspan3(p: Packet, at: number, end: number): number {
  if (end - at < 12) return stopped(p, 'truncated', 'tunnel');
  return next(p, STEP.ethernet, at + ((p.buffer[at + 11]! & 1) !== 0 ? 20 : 12), end);
}

/** Ethernet within IP (RFC 3378): a version of 3 and zeros, then the frame. */
export function etherIp(p: Packet, at: number, end: number): number {
  if (end - at < 2) return stopped(p, 'truncated', 'tunnel');
  if (u16(p.buffer, at) !== 0x3000) return stopped(p, 'bad-value', 'tunnel');
  return next(p, STEP.ethernet, at + 2, end);
}
