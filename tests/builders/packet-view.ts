import { formatAddress, formatMac } from '../../src/bytes/address.ts';
import { decode } from '../../src/packet/decode.ts';
import { LAYER, Packet } from '../../src/packet/packet.ts';
import { destinationPort, sourcePort } from '../../src/packet/ports.ts';

/** What a packet shows, as text that tests can compare. */
export interface PacketView {
  readonly layers: string;
  /** `done`, or why and where decoding ended. */
  readonly stop: string;
  readonly macs: string;
  readonly endpoints: string;
  readonly payload: string;
  /** Octets that the headers claim for the payload. */
  readonly claimed: number;
  readonly depth: number;
}

/** Reads everything that the packet points to. */
export function view(p: Packet): PacketView {
  const names = Object.entries(LAYER).filter(([, bit]) => p.has(bit));
  const mac = (at: number): string => (at < 0 ? '-' : formatMac(p.buffer, at));
  const hasPorts = p.has(LAYER.tcp) || p.has(LAYER.udp) || p.has(LAYER.sctp);
  const side = (at: number, port: () => number): string =>
    p.addressLength === 0 ? '-' : `${formatAddress(p.buffer, at, p.addressLength)}${hasPorts ? ` ${port()}` : ''}`;
  return {
    layers: names.map(([name]) => name).join(' '),
    stop: p.stop === 'done' ? 'done' : `${p.stop} ${p.stopLayer}`,
    macs: `${mac(p.sourceMacAt)} > ${mac(p.destinationMacAt)}`,
    endpoints: `${side(p.sourceAt, () => sourcePort(p))} > ${side(p.destinationAt, () => destinationPort(p))}`,
    payload: p.payloadAt < 0 ? '-' : p.buffer.latin1Slice(p.payloadAt, p.payloadEnd),
    claimed: p.payloadLength,
    depth: p.depth,
  };
}

/** Decodes one frame into a packet of its own. */
export function decoded(frame: Buffer, linkType = 1): Packet {
  const p = new Packet();
  decode(p, frame, 0, frame.length, linkType);
  return p;
}

/** Decodes one frame and shows it. */
export const show = (frame: Buffer, linkType = 1): PacketView => view(decoded(frame, linkType));
