/** Layers found in a packet, as bits of `Packet.layers`. */
export const LAYER = {
  ethernet: 1, arp: 2, ipv4: 4, ipv6: 8, tcp: 16, udp: 32, icmp: 64, icmp6: 128, igmp: 256, fragment: 512, tunnel: 1024, wifi: 2048, sctp: 4096,
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
  /** Offsets of the 6-octet source and destination MAC (Ethernet, Wi-Fi SA/DA, cooked), else -1. */
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
  transportAt = -1;
  /** Transport payload: [payloadAt, payloadEnd) is captured; payloadLength is what the headers claim (greater where snapped). */
  payloadAt = -1;
  payloadEnd = -1;
  payloadLength = 0;
  /** Encapsulations passed so far. */
  depth = 0;

  /** True where all the given layers were decoded. */
  has(layer: number): boolean {
    return (this.layers & layer) === layer;
  }
}
