import { u16 } from '../bytes/read.ts';
import { networkLayerId } from './ethernet.ts';
import { stepOfEtherType } from './ether-type.ts';
import { stepOfVersion } from './network.ts';
import type { Packet } from './packet.ts';
import { deeper, next, STEP, stopped } from './step.ts';

/** A PPPoE session frame (RFC 2516, 4): six octets, then PPP of the stated length. */
export function pppoe(p: Packet, at: number, end: number): number {
  if (end - at < 6) return stopped(p, 'truncated', 'link');
  if (p.buffer[at] !== 0x11) return stopped(p, 'bad-value', 'link');
  if (p.buffer[at + 1] !== 0) return stopped(p, 'control', 'link');
  return next(p, STEP.ppp, at + 6, Math.min(end, at + 6 + u16(p.buffer, at + 4)));
}

/** PPP (RFC 1661, 2), with or without address and control octets (RFC 1662, 3.1), protocol field in one or two octets. */
export function ppp(p: Packet, at: number, end: number): number {
  if (end - at < 2) return stopped(p, 'truncated', 'link');
  const b = p.buffer;
  const start = u16(b, at);
  if (start === 0x0f00 || start === 0x8f00) return next(p, STEP.ciscoHdlc, at, end);
  const from = start === 0xff03 ? at + 2 : at;
  if (end - from < 2) return stopped(p, 'truncated', 'link');
  const short = (b[from]! & 1) !== 0;
  const protocol = short ? b[from]! : u16(b, from);
  return pppPayload(p, protocol, from + (short ? 1 : 2), end);
}

function pppPayload(p: Packet, protocol: number, at: number, end: number): number {
  switch (protocol) {
    case 0x0021:
      return next(p, STEP.ipv4, at, end);
    case 0x0057:
      return next(p, STEP.ipv6, at, end);
    case 0x0281:
    case 0x0283:
      return deeper(p, STEP.mpls, at, end);
    case 0x0031: // bridged (RFC 3518, 4.2): flags, kind of link (1: Ethernet)
      if (end - at < 2) return stopped(p, 'truncated', 'link');
      return p.buffer[at + 1] === 1 ? deeper(p, STEP.ethernet, at + 2, end) : stopped(p, 'unsupported', 'link');
    case 0x0053: // RFC 1968
      return stopped(p, 'encrypted', 'link');
    default:
      return stopped(p, protocol >= 0x8000 ? 'control' : 'unsupported', 'link');
  }
}

/** PPP behind an octet that tells the direction; pppd puts that octet in the place of the address. */
export function pppDirection(p: Packet, at: number, end: number): number {
  return ppp(p, at + 1 < end && p.buffer[at + 1] === 0x03 ? at + 2 : at + 1, end);
}

/** Cisco HDLC: address, control, EtherType. */
export function ciscoHdlc(p: Packet, at: number, end: number): number {
  if (end - at < 4) return stopped(p, 'truncated', 'link');
  const type = u16(p.buffer, at + 2);
  return type === 0x8035 ? stopped(p, 'control', 'link') : next(p, stepOfEtherType(type), at + 4, end);
}

/** Frame Relay (RFC 2427): an address of two to four octets, then control and NLPID, or an EtherType (Cisco). */
export function frameRelay(p: Packet, at: number, end: number): number {
  const b = p.buffer;
  let data = at;
  while (data < end && data < at + 4 && (b[data]! & 1) === 0) data += 1;
  data += 1;
  if (end - data < 2) return stopped(p, 'truncated', 'link');
  if (b[data] === 0x03) return networkLayerId(p, data + 1, end);
  return next(p, stepOfEtherType(u16(b, data)), data + 2, end);
}

/** Classical IP over ATM and RFC 2684: LLC, or an IP packet without any header. */
export function atm(p: Packet, at: number, end: number): number {
  if (end - at < 3) return stopped(p, 'truncated', 'link');
  const step = stepOfVersion(p, at, end);
  return next(p, step === STEP.unsupported ? STEP.llc : step, at, end);
}

/** SLIP as capture files hold it: sixteen octets about compression, then IP where it was not compressed. */
export function slip(p: Packet, at: number, end: number): number {
  if (end - at < 17) return stopped(p, 'truncated', 'link');
  return next(p, stepOfVersion(p, at + 16, end), at + 16, end);
}
