import { u16 } from '../bytes/read.ts';
import { LAYER } from './packet.ts';
import type { Packet } from './packet.ts';
import { deeper, STEP, stopped } from './step.ts';

/** What an IP packet carries: `[at, end)` is captured of the `claimed` octets; `p.protocol` says what it is. */
export function transport(p: Packet, at: number, end: number, claimed: number): number {
  p.transportAt = at;
  p.payloadAt = at;
  p.payloadEnd = end;
  p.payloadLength = claimed;
  const protocol = p.protocol;
  if (protocol === 6) return tcp(p, at, end, claimed);
  if (protocol === 17) return udp(p, at, end, claimed);
  switch (protocol) {
    case 1:
      return p.addressLength === 4 ? message(p, LAYER.icmp, 4) : stopped(p, 'bad-value', 'transport');
    case 2:
      return p.addressLength === 4 ? message(p, LAYER.igmp, 8) : stopped(p, 'bad-value', 'transport');
    case 58:
      return p.addressLength === 16 ? message(p, LAYER.icmp6, 4) : stopped(p, 'bad-value', 'transport');
    case 4:
      return deeper(p, STEP.ipv4, at, end);
    case 41:
      return deeper(p, STEP.ipv6, at, end);
    case 47:
      return deeper(p, STEP.gre, at, end);
    case 97:
      return deeper(p, STEP.etherIp, at, end);
    case 137:
      return deeper(p, STEP.mpls, at, end);
    case 132:
      return sctp(p, at, end, claimed);
    case 50: // ESP
      return stopped(p, 'encrypted', 'transport');
    case 59: // nothing follows (RFC 8200, 4.7)
      return STEP.done;
    default:
      return stopped(p, 'unsupported', 'transport');
  }
}

/**
 * TCP (RFC 9293, 3.1). Options that were snapped away, or a header length that cannot be, leave the fixed header readable
 * and the payload empty: the segment still counts on its flow.
 */
function tcp(p: Packet, at: number, end: number, claimed: number): number {
  if (end - at < 20) return stopped(p, claimed < 20 ? 'bad-length' : 'truncated', 'transport');
  const headerLength = (p.buffer[at + 12]! >> 4) << 2;
  p.layers |= LAYER.tcp;
  if (headerLength < 20 || headerLength > claimed) {
    p.payloadAt = end;
    p.payloadLength = 0;
    return stopped(p, 'bad-length', 'transport');
  }
  p.payloadLength = claimed - headerLength;
  if (at + headerLength > end) {
    p.payloadAt = end;
    return stopped(p, 'truncated', 'transport');
  }
  p.payloadAt = at + headerLength;
  return STEP.done;
}

/** UDP (RFC 768). A length of zero is a jumbogram (RFC 2675, 4), and one beyond the IP packet is cut to it. */
function udp(p: Packet, at: number, end: number, claimed: number): number {
  if (end - at < 8) return stopped(p, claimed < 8 ? 'bad-length' : 'truncated', 'transport');
  let length = u16(p.buffer, at + 4);
  if (length === 0 || length > claimed) length = claimed;
  if (length < 8) return stopped(p, 'bad-length', 'transport');
  p.layers |= LAYER.udp;
  p.payloadAt = at + 8;
  p.payloadLength = length - 8;
  if (at + length < end) p.payloadEnd = at + length;
  return STEP.done;
}

/** SCTP (RFC 9260, 3.1): the common header; the chunks are the payload. */
function sctp(p: Packet, at: number, end: number, claimed: number): number {
  if (end - at < 12) return stopped(p, claimed < 12 ? 'bad-length' : 'truncated', 'transport');
  p.layers |= LAYER.sctp;
  p.payloadAt = at + 12;
  p.payloadLength = claimed - 12;
  return STEP.done;
}

/** ICMP, ICMPv6 and IGMP: the message from its type octet is the payload. */
function message(p: Packet, layer: number, least: number): number {
  if (p.payloadEnd - p.payloadAt < least) return stopped(p, p.payloadLength < least ? 'bad-length' : 'truncated', 'transport');
  p.layers |= layer;
  return STEP.done;
}
