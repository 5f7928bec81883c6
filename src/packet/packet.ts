/**
 * Layers found in a packet, as bits of `Packet.layers`. Network and transport bits are those of the innermost IP layer;
 * `tunnel`: there was an IP layer around it; `fragment`: it is a fragment, or was put together from fragments.
 */
export const LAYER = {
  ethernet: 1,
  arp: 2,
  ipv4: 4,
  ipv6: 8,
  tcp: 16,
  udp: 32,
  icmp: 64,
  icmp6: 128,
  igmp: 256,
  fragment: 512,
  tunnel: 1024,
  wifi: 2048,
  sctp: 4096,
} as const;

/** How far decoding got. `unsupported`: a layer that we do not read; `encrypted`: one that nobody without the key reads. */
export type Stop = 'done' | 'truncated' | 'bad-length' | 'bad-value' | 'unsupported' | 'encrypted' | 'fragment' | 'too-deep' | 'control';
export type StopLayer = 'link' | 'network' | 'transport' | 'tunnel';

const EMPTY = Buffer.alloc(0);

/**
 * The decoded view of one frame: where each layer lies in the buffer, and where decoding stopped.
 * One instance for the whole run; `decode` resets every field. Offsets are -1 where the layer is absent.
 */
export class Packet {
  buffer: Buffer = EMPTY;
  layers = 0;
  stop: Stop = 'done';
  stopLayer: StopLayer = 'link';
  /** Offsets of the 6-octet source and destination MAC (innermost Ethernet, Wi-Fi SA/DA, cooked), else -1. */
  sourceMacAt = -1;
  destinationMacAt = -1;
  /** The innermost IP header (or the ARP message). */
  networkAt = -1;
  /** 4 or 16; 0 without IP. Source and destination address lie at these offsets. */
  addressLength = 0;
  sourceAt = -1;
  destinationAt = -1;
  /** IP octets by the header of the innermost IP layer (total length), snapped or not. */
  ipOctets = 0;
  /** IP protocol number of what lies at transportAt. */
  protocol = 0;
  /** Whatever follows the innermost IP headers, read or not (a transport bit in `layers` says that its header is whole). */
  transportAt = -1;
  /** Transport payload: [payloadAt, payloadEnd) is captured; payloadLength is what the headers claim (greater where snapped). */
  payloadAt = -1;
  payloadEnd = -1;
  payloadLength = 0;
  /** Encapsulations passed so far. */
  depth = 0;
  /** Where the IP layer is a fragment: its IPv4 header, or its IPv6 fragment header. */
  fragmentAt = -1;
  /** Where what was decoded is one of several in a frame (IEEE 802.11, 9.3.2.2): the octets of those that follow; -1 where none does. */
  aggregateAt = -1;
  aggregateEnd = -1;
  /** While decoding: where the next layer lies. */
  nextAt = 0;
  nextEnd = 0;

  /** True where all the given layers were decoded. */
  has(layer: number): boolean {
    return (this.layers & layer) === layer;
  }

  /** Forgets the frame before and turns to another buffer. */
  reset(buffer: Buffer): void {
    this.buffer = buffer;
    this.layers = 0;
    this.stop = 'done';
    this.stopLayer = 'link';
    this.sourceMacAt = -1;
    this.destinationMacAt = -1;
    this.networkAt = -1;
    this.addressLength = 0;
    this.sourceAt = -1;
    this.destinationAt = -1;
    this.ipOctets = 0;
    this.protocol = 0;
    this.transportAt = -1;
    this.payloadAt = -1;
    this.payloadEnd = -1;
    this.payloadLength = 0;
    this.depth = 0;
    this.fragmentAt = -1;
    this.aggregateAt = -1;
    this.aggregateEnd = -1;
    this.nextAt = 0;
    this.nextEnd = 0;
  }

  /** Takes over every field of another packet. */
  copy(from: Packet): void {
    this.buffer = from.buffer;
    this.layers = from.layers;
    this.stop = from.stop;
    this.stopLayer = from.stopLayer;
    this.sourceMacAt = from.sourceMacAt;
    this.destinationMacAt = from.destinationMacAt;
    this.networkAt = from.networkAt;
    this.addressLength = from.addressLength;
    this.sourceAt = from.sourceAt;
    this.destinationAt = from.destinationAt;
    this.ipOctets = from.ipOctets;
    this.protocol = from.protocol;
    this.transportAt = from.transportAt;
    this.payloadAt = from.payloadAt;
    this.payloadEnd = from.payloadEnd;
    this.payloadLength = from.payloadLength;
    this.depth = from.depth;
    this.fragmentAt = from.fragmentAt;
    this.aggregateAt = from.aggregateAt;
    this.aggregateEnd = from.aggregateEnd;
    this.nextAt = from.nextAt;
    this.nextEnd = from.nextEnd;
  }
}
