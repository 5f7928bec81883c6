import { u16, u32 } from '../bytes/read.ts';
import { authenticationLength, enterNetwork, fragment } from './network.ts';
import { LAYER } from './packet.ts';
import type { Packet } from './packet.ts';
import { stopped } from './step.ts';
import { transport } from './transport.ts';

/** Extension headers that are passed in one packet; more are no traffic that anyone sends. */
const EXTENSIONS_MAX = 16;

const HOP_BY_HOP = 0;
const TCP = 6;
const UDP = 17;
const ROUTING = 43;
const FRAGMENT = 44;
const AUTHENTICATION = 51;
const ICMP6 = 58;
const DESTINATION = 60;
const MOBILITY = 135;
const HOST_IDENTITY = 139;
const SHIM = 140;

/** IPv6 (RFC 8200, 3). */
export function ipv6(p: Packet, at: number, end: number): number {
  if (end - at < 40) return stopped(p, 'truncated', 'network');
  const b = p.buffer;
  if (b[at]! >> 4 !== 6) return stopped(p, 'bad-value', 'network');
  const claimed = u16(b, at + 4);
  const protocol = b[at + 6]!;
  const length = claimed === 0 ? unstatedLength(b, at + 40, end, protocol) : claimed;
  enterNetwork(p, LAYER.ipv6, at, 16, at + 8, 40 + length);
  p.protocol = protocol;
  const dataEnd = at + 40 + length < end ? at + 40 + length : end;
  if (protocol === TCP || protocol === UDP || protocol === ICMP6) return transport(p, at + 40, dataEnd, length);
  return extensions(p, at + 40, dataEnd, length);
}

/**
 * Octets after the header where its length field is zero: what the jumbo option says (RFC 2675, 2), else, for a transport
 * that the card cut itself, all that was captured.
 */
function unstatedLength(b: Buffer, at: number, end: number, protocol: number): number {
  if (protocol === TCP || protocol === UDP) return end - at;
  if (protocol !== HOP_BY_HOP || end - at < 8) return 0;
  const optionsEnd = Math.min(end, at + (b[at + 1]! + 1) * 8);
  let option = at + 2;
  while (option + 1 < optionsEnd) {
    if (b[option] === 0) {
      option += 1; // a single octet of padding
      continue;
    }
    const length = b[option + 1]!;
    if (b[option] === 0xc2 && length === 4 && option + 6 <= optionsEnd) return u32(b, option + 2);
    option += 2 + length;
  }
  return 0;
}

/** Passes extension headers until something else comes. */
function extensions(p: Packet, from: number, end: number, claimed: number): number {
  const b = p.buffer;
  let at = from;
  for (let count = 0; count < EXTENSIONS_MAX; count += 1) {
    const length = extensionLength(p, at, end);
    if (length === 0) return transport(p, at, end, claimed - (at - from));
    if (length < 0 || at + length > end) return stopped(p, 'truncated', 'network');
    const kind = p.protocol;
    p.protocol = b[at]!;
    if (kind === FRAGMENT) {
      const word = u16(b, at + 2);
      const rest = claimed - (at + 8 - from);
      // RFC 6946: an offset of zero and no more to come is a whole datagram.
      if ((word & 0xfff9) !== 0) return fragment(p, at, word >> 3 === 0, at + 8, end, rest);
    }
    at += length;
  }
  return stopped(p, 'too-deep', 'network');
}

/** Length of the extension header at `at`: 0 where it is none, -1 where it is not whole. */
function extensionLength(p: Packet, at: number, end: number): number {
  switch (p.protocol) {
    case HOP_BY_HOP:
    case ROUTING:
    case DESTINATION:
    case MOBILITY:
    case HOST_IDENTITY:
    case SHIM:
      return end - at < 8 ? -1 : (p.buffer[at + 1]! + 1) * 8;
    case FRAGMENT:
      return end - at < 8 ? -1 : 8;
    case AUTHENTICATION:
      return authenticationLength(p, at, end) || -1;
    default:
      return 0;
  }
}
