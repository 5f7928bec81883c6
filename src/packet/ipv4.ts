import { u16 } from '../bytes/read.ts';
import { authenticationLength, enterNetwork, fragment } from './network.ts';
import { LAYER } from './packet.ts';
import type { Packet } from './packet.ts';
import { stopped } from './step.ts';
import { transport } from './transport.ts';

const AUTHENTICATION = 51;

/** IPv4 (RFC 791, 3.1). A total length of zero means that the card cut the datagram itself: it ends with the frame. */
export function ipv4(p: Packet, at: number, end: number): number {
  if (end - at < 20) return stopped(p, 'truncated', 'network');
  const b = p.buffer;
  const first = b[at]!;
  if (first >> 4 !== 4) return stopped(p, 'bad-value', 'network');
  const headerLength = (first & 15) << 2;
  const claimed = u16(b, at + 2);
  const total = claimed === 0 ? end - at : claimed;
  if (headerLength < 20 || total < headerLength) return stopped(p, 'bad-length', 'network');
  enterNetwork(p, LAYER.ipv4, at, 4, at + 12, total);
  const protocol = b[at + 9]!;
  p.protocol = protocol;
  const dataAt = at + headerLength;
  const dataEnd = at + total < end ? at + total : end;
  if (dataAt > dataEnd) return stopped(p, 'truncated', 'network');
  const offset = u16(b, at + 6) & 0x3fff;
  if (offset !== 0) return fragment(p, at, (offset & 0x1fff) === 0, dataAt, dataEnd, total - headerLength);
  if (protocol === AUTHENTICATION) return authenticated(p, dataAt, dataEnd, total - headerLength);
  return transport(p, dataAt, dataEnd, total - headerLength);
}

function authenticated(p: Packet, at: number, end: number, claimed: number): number {
  const length = authenticationLength(p, at, end);
  if (length === 0) return stopped(p, 'truncated', 'network');
  p.protocol = p.buffer[at]!;
  return transport(p, at + length, end, claimed - length);
}
