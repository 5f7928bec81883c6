import { parseAddress } from '../../src/bytes/address.ts';

/** MAC addresses of the documentation's kind: locally administered. */
export const MAC_A = '02:00:00:00:00:0a';
export const MAC_B = '02:00:00:00:00:0b';

const macOctets = (text: string): Buffer => Buffer.from(text.replaceAll(':', ''), 'hex');
const u16be = (...values: number[]): Buffer => Buffer.from(values.flatMap((v) => [(v >> 8) & 255, v & 255]));
const u32be = (value: number): Buffer => u16be(value >>> 16, value & 0xffff);

/** Octets written as hex, spaces and line ends allowed. */
export const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');

/** The Internet checksum (RFC 1071) over the given octets. */
export function checksum(...parts: Buffer[]): number {
  const octets = Buffer.concat(parts);
  let sum = 0;
  for (let i = 0; i < octets.length; i += 1) sum += i % 2 === 0 ? octets[i]! << 8 : octets[i]!;
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

export interface EthernetFields {
  source?: string;
  destination?: string;
  /** EtherType; taken from the payload's IP version where it is left out. */
  type?: number;
}

const versionType = (payload: Buffer): number => (payload[0]! >> 4 === 6 ? 0x86dd : 0x0800);

/** An Ethernet II frame. */
export function ethernet(fields: EthernetFields, payload: Buffer): Buffer {
  const { source = MAC_A, destination = MAC_B, type = versionType(payload) } = fields;
  return Buffer.concat([macOctets(destination), macOctets(source), u16be(type), payload]);
}

/** An 802.1Q tag with what follows; to be carried under type 0x8100 (or the one of the outer tag). */
export function vlan(fields: { id?: number; type?: number }, payload: Buffer): Buffer {
  return Buffer.concat([u16be(fields.id ?? 1, fields.type ?? versionType(payload)), payload]);
}

/** LLC and SNAP with an EtherType. */
export function snap(type: number, payload: Buffer): Buffer {
  return Buffer.concat([hex('aaaa03 000000'), u16be(type), payload]);
}

/** An ARP message for IPv4 over Ethernet. */
export function arp(fields: { op?: number; senderMac?: string; sender?: string; targetMac?: string; target?: string }): Buffer {
  const { op = 1, senderMac = MAC_A, sender = '192.0.2.1', targetMac = '00:00:00:00:00:00', target = '192.0.2.2' } = fields;
  return Buffer.concat([
    hex('0001 0800 06 04'),
    u16be(op),
    macOctets(senderMac),
    parseAddress(sender)!,
    macOctets(targetMac),
    parseAddress(target)!,
  ]);
}

export interface IpFields {
  source?: string;
  destination?: string;
  /** IP protocol number; 17 where it is left out. */
  protocol?: number;
  id?: number;
  /** Offset of the fragment in octets. */
  offset?: number;
  more?: boolean;
  ttl?: number;
}

/** Where each transport keeps its checksum. */
const CHECKSUM_AT: Readonly<Record<number, number>> = { 1: 2, 2: 2, 6: 16, 17: 6, 58: 2 };

/** Fills in the checksum of TCP, UDP, ICMP, IGMP and ICMPv6 where the field is still zero. */
function withChecksum(payload: Buffer, protocol: number, source: Buffer, destination: Buffer): Buffer {
  const at = CHECKSUM_AT[protocol];
  if (at === undefined || payload.length < at + 2 || payload.readUInt16BE(at) !== 0) return payload;
  const pseudo = [source, destination, u32be(payload.length), u32be(protocol)];
  const filled = Buffer.from(payload);
  const sum = checksum(...(protocol === 1 || protocol === 2 ? [] : pseudo), payload);
  filled.writeUInt16BE(sum === 0 && protocol === 17 ? 0xffff : sum, at);
  return filled;
}

/** An IPv4 packet with correct checksums; `options` is filled up to whole words. */
export function ipv4(fields: IpFields & { options?: Buffer }, payload: Buffer): Buffer {
  const { protocol = 17, id = 1, offset = 0, more = false, ttl = 64, options = Buffer.alloc(0) } = fields;
  const source = parseAddress(fields.source ?? '192.0.2.1')!;
  const destination = parseAddress(fields.destination ?? '198.51.100.2')!;
  const padded = Buffer.concat([options, Buffer.alloc((4 - (options.length % 4)) % 4)]);
  const whole = offset === 0 && !more;
  const body = whole ? withChecksum(payload, protocol, source, destination) : payload;
  const header = Buffer.concat([
    Buffer.from([0x45 + padded.length / 4, 0]),
    u16be(20 + padded.length + body.length, id, (more ? 0x2000 : 0) | (offset >> 3)),
    Buffer.from([ttl, protocol, 0, 0]),
    source,
    destination,
    padded,
  ]);
  header.writeUInt16BE(checksum(header), 10);
  return Buffer.concat([header, body]);
}

/** An IPv6 packet; `extensions` come before the payload, each with the kind of the next filled in. */
export function ipv6(fields: Omit<IpFields, 'id' | 'offset' | 'more'> & { extensions?: readonly Extension[] }, payload: Buffer): Buffer {
  const { protocol = 17, ttl = 64, extensions = [] } = fields;
  const source = parseAddress(fields.source ?? '2001:db8::1')!;
  const destination = parseAddress(fields.destination ?? '2001:db8:1::2')!;
  const isFragment = extensions.some((e) => e.kind === 44);
  const chain = extensions.map((e, i) => {
    const octets = Buffer.from(e.octets);
    octets[0] = extensions[i + 1]?.kind ?? protocol;
    return octets;
  });
  const body = Buffer.concat([...chain, isFragment ? payload : withChecksum(payload, protocol, source, destination)]);
  const first = extensions[0]?.kind ?? protocol;
  return Buffer.concat([hex('60000000'), u16be(body.length), Buffer.from([first, ttl]), source, destination, body]);
}

export interface Extension {
  readonly kind: number;
  readonly octets: Buffer;
}

/** An IPv6 extension header of eight octets: hop-by-hop (0), routing (43), destination (60) and the like. */
export const extension = (kind: number, octets = hex('00 00 01 04 00000000')): Extension => ({ kind, octets });

/** An IPv6 fragment header; the offset in octets. */
export function fragmentHeader(fields: { id?: number; offset?: number; more?: boolean }): Extension {
  return { kind: 44, octets: Buffer.concat([u16be(0, (fields.offset ?? 0) | (fields.more === true ? 1 : 0)), u32be(fields.id ?? 1)]) };
}

export interface TcpFields {
  sourcePort?: number;
  destinationPort?: number;
  sequence?: number;
  acknowledgment?: number;
  /** Control bits; ACK where it is left out. */
  flags?: number;
  window?: number;
  options?: Buffer;
}

/** A TCP segment; the IP builder around it fills in the checksum. */
export function tcp(fields: TcpFields, payload: Buffer = Buffer.alloc(0)): Buffer {
  const { options = Buffer.alloc(0) } = fields;
  const padded = Buffer.concat([options, Buffer.alloc((4 - (options.length % 4)) % 4)]);
  return Buffer.concat([
    u16be(fields.sourcePort ?? 40_000, fields.destinationPort ?? 443),
    u32be(fields.sequence ?? 1),
    u32be(fields.acknowledgment ?? 1),
    Buffer.from([(5 + padded.length / 4) << 4, fields.flags ?? 0x10]),
    u16be(fields.window ?? 0xffff, 0, 0),
    padded,
    payload,
  ]);
}

/** A UDP datagram; the IP builder around it fills in the checksum. `length` may lie. */
export function udp(fields: { sourcePort?: number; destinationPort?: number; length?: number }, payload: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([u16be(fields.sourcePort ?? 40_000, fields.destinationPort ?? 53, fields.length ?? 8 + payload.length, 0), payload]);
}

/** An ICMP or ICMPv6 message: type, code, and all behind the checksum. */
export function icmp(type: number, code: number, rest: Buffer = Buffer.alloc(4)): Buffer {
  return Buffer.concat([Buffer.from([type, code, 0, 0]), rest]);
}

/** GRE (RFC 2784) without options. */
export function gre(type: number, payload: Buffer): Buffer {
  return Buffer.concat([u16be(0, type), payload]);
}

/** PPPoE session frame over the given PPP protocol; to be carried under type 0x8864. */
export function pppoe(protocol: number, payload: Buffer): Buffer {
  return Buffer.concat([hex('1100 0001'), u16be(payload.length + 2, protocol), payload]);
}

/** A stack of MPLS labels, the last marked as the bottom. */
export function mpls(labels: readonly number[], payload: Buffer): Buffer {
  return Buffer.concat([...labels.map((l, i) => u32be((l << 12) | (i === labels.length - 1 ? 0x100 : 0) | 64)), payload]);
}

/** VXLAN (RFC 7348) around an Ethernet frame. */
export function vxlan(frame: Buffer, network = 1): Buffer {
  return Buffer.concat([hex('08000000'), u32be(network << 8), frame]);
}

export interface WifiFields {
  /** Frame control: the first octet (0x08 data, 0x88 QoS data, 0x80 beacon). */
  kind?: number;
  /** Frame control: the second octet (1 to, 2 from the distribution system, 0x40 protected). */
  flags?: number;
  addresses?: readonly string[];
  /** Octets between the addresses and the body, such as QoS control. */
  extra?: Buffer;
}

/** An IEEE 802.11 frame; a fourth address follows the sequence control. */
export function wifi(fields: WifiFields, body: Buffer): Buffer {
  const [a = MAC_B, b = MAC_A, c = MAC_B, d] = fields.addresses ?? [];
  const fourth = d === undefined ? [] : [macOctets(d)];
  const head = [
    Buffer.from([fields.kind ?? 0x08, fields.flags ?? 0x01, 0, 0]),
    macOctets(a),
    macOctets(b),
    macOctets(c),
    u16be(0),
    ...fourth,
  ];
  return Buffer.concat([...head, fields.extra ?? Buffer.alloc(0), body]);
}
