import { LAYER, type Packet } from '../packet/packet.ts';
import { ICMP, ICMP6, icmpCounterpart } from './icmp-ports.ts';

/**
 * A flow's key as ten 32-bit words, both endpoints in one order whoever sent: protocol and family (and, for senders
 * without an address, 16 bits of their MAC), the ports of the lower and the upper
 * endpoint, the last address word of each, then the three leading address words of each (absent, and not compared, for IPv4).
 */
export const KEY_WORDS = 10;
/** Words that tell two IPv4 keys apart. */
export const KEY_WORDS_V4 = 4;
/** Where `FlowKey` leaves the hash, behind the key. */
export const KEY_HASH = KEY_WORDS;
export const KEY_KIND = 0;
export const KEY_PORTS = 1;
export const KEY_LOW = 2;
export const KEY_HIGH = 3;
export const KEY_LOW_REST = 4;
export const KEY_HIGH_REST = 7;

const WITH_PORTS = LAYER.tcp | LAYER.udp | LAYER.sctp;

/** Four octets as a signed word, so that the engine keeps them as 32-bit integers. */
export function word(b: Buffer, at: number): number {
  return (b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!;
}

/** The finaliser of MurmurHash3: every bit of the input moves half of the output. */
export function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Source port in the upper half, destination port in the lower; for ICMP what stands for them; 0 where there is neither. */
export function readPorts(p: Packet): number {
  const at = p.transportAt;
  if ((p.layers & WITH_PORTS) !== 0) return word(p.buffer, at);
  if ((p.layers & (LAYER.icmp | LAYER.icmp6)) === 0) return 0;
  const type = p.buffer[at]!;
  const counterpart = icmpCounterpart(p.protocol, type);
  return (type << 16) | (counterpart === -1 ? p.buffer[at + 1]! : counterpart);
}

/** True for messages that no reply can join: their two directions are two flows. */
function isOneWay(p: Packet): boolean {
  if (p.protocol !== ICMP && p.protocol !== ICMP6) return false;
  if ((p.layers & (LAYER.icmp | LAYER.icmp6)) === 0) return false;
  return icmpCounterpart(p.protocol, p.buffer[p.transportAt]!) === -1;
}

/**
 * Senders that have no address yet (0.0.0.0 in DHCP, :: in duplicate address detection) share a 5-tuple; what tells them apart is their
 * MAC, of which 16 bits go into the upper half of KEY_KIND. 0 for all others, and where there is no link layer.
 */
function nameless(p: Packet): number {
  const at = p.sourceMacAt;
  if (at < 0) return 0;
  const b = p.buffer;
  for (let i = 0; i < p.addressLength; i += 4) if (word(b, p.sourceAt + i) !== 0) return 0;
  return mix(word(b, at) ^ Math.imul(word(b, at + 2), 0x9e3779b1)) & 0xffff0000;
}

/**
 * The key of the packet at hand, with its hash. Each side is multiplied by secret odd factors and finalised alone, then the two are added:
 * addition commutes, and adding what is not mixed yet collides (A+1, B-1). Who does not know the factors cannot choose what collides.
 */
export class FlowKey {
  /** The key, and the hash at KEY_HASH. Reused. */
  readonly words = new Int32Array(KEY_WORDS + 1);
  readonly #addressFactor: number;
  readonly #portFactor: number;

  constructor(seed: number) {
    this.#addressFactor = mix(seed ^ 0x2545f491) | 1;
    this.#portFactor = mix(seed ^ 0x6c8e9cf5) | 1;
  }

  /** Packs the 5-tuple of an IP packet. Returns 1 where the sender is the upper endpoint, else 0. */
  read(p: Packet): number {
    const ports = readPorts(p);
    this.words[KEY_KIND] = p.protocol | (p.addressLength << 8) | nameless(p);
    const swapped = p.addressLength === 4 ? this.#readV4(p, ports) : this.#readV6(p, ports);
    this.words[KEY_PORTS] = swapped === 1 ? (ports << 16) | (ports >>> 16) : ports;
    return swapped;
  }

  #readV4(p: Packet, ports: number): number {
    const words = this.words;
    const source = word(p.buffer, p.sourceAt);
    const destination = word(p.buffer, p.destinationAt);
    const sourcePort = ports >>> 16;
    const destinationPort = ports & 0xffff;
    const one = mix(Math.imul(source, this.#addressFactor) + Math.imul(sourcePort + 1, this.#portFactor));
    const other = mix(Math.imul(destination, this.#addressFactor) + Math.imul(destinationPort + 1, this.#portFactor));
    words[KEY_HASH] = one + other + words[KEY_KIND]!;
    const upper = source > destination || (source === destination && sourcePort > destinationPort);
    const swapped = upper && !isOneWay(p) ? 1 : 0;
    words[KEY_LOW + swapped] = source;
    words[KEY_HIGH - swapped] = destination;
    return swapped;
  }

  #readV6(p: Packet, ports: number): number {
    const b = p.buffer;
    let one = Math.imul((ports >>> 16) + 1, this.#portFactor);
    let other = Math.imul((ports & 0xffff) + 1, this.#portFactor);
    let order = 0;
    for (let i = 0; i < 16; i += 4) {
      const s = word(b, p.sourceAt + i);
      const d = word(b, p.destinationAt + i);
      one = mix(Math.imul(one ^ s, this.#addressFactor));
      other = mix(Math.imul(other ^ d, this.#addressFactor));
      if (order === 0) order = s > d ? 1 : s < d ? -1 : 0;
    }
    this.words[KEY_HASH] = one + other + this.words[KEY_KIND]!;
    if (order === 0) order = ports >>> 16 > (ports & 0xffff) ? 1 : 0;
    const swapped = order === 1 && !isOneWay(p) ? 1 : 0;
    this.#writeV6(b, swapped === 1 ? p.destinationAt : p.sourceAt, KEY_LOW, KEY_LOW_REST);
    this.#writeV6(b, swapped === 1 ? p.sourceAt : p.destinationAt, KEY_HIGH, KEY_HIGH_REST);
    return swapped;
  }

  #writeV6(b: Buffer, at: number, last: number, rest: number): void {
    this.words[rest] = word(b, at);
    this.words[rest + 1] = word(b, at + 4);
    this.words[rest + 2] = word(b, at + 8);
    this.words[last] = word(b, at + 12);
  }
}
