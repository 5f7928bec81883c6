import { LAYER, type Packet } from '../packet/packet.ts';
import { ICMP, ICMP6, icmpCounterpart } from './icmp-ports.ts';

/**
 * A flow's key as ten 32-bit words, both endpoints in one order whoever sent: protocol and family, the ports of the lower and the upper
 * endpoint, the last address word of each, then the three leading address words of each (absent, and not compared, for IPv4).
 */
export const KEY_WORDS = 10;
/** Words that tell two IPv4 keys apart. */
export const KEY_WORDS_V4 = 4;
/** Where `readKey` leaves the hash, behind the key. */
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
 * Packs the 5-tuple of an IP packet into `key` and its hash behind it. Returns 1 where the sender is the upper endpoint, else 0.
 * Each side is finalised before the two are added: addition commutes, and adding what is not mixed yet collides (A+1, B-1).
 */
export function readKey(p: Packet, seed: number, key: Int32Array): number {
  const ports = readPorts(p);
  const kind = p.protocol | (p.addressLength << 8);
  key[KEY_KIND] = kind;
  const swapped = p.addressLength === 4 ? readV4(p, seed, key, ports) : readV6(p, seed, key, ports);
  key[KEY_PORTS] = swapped === 1 ? (ports << 16) | (ports >>> 16) : ports;
  key[KEY_HASH] = mix((key[KEY_HASH]! + kind) | 0);
  return swapped;
}

function readV4(p: Packet, seed: number, key: Int32Array, ports: number): number {
  const source = word(p.buffer, p.sourceAt);
  const destination = word(p.buffer, p.destinationAt);
  key[KEY_HASH] = mix(mix(source ^ seed) + (ports >>> 16)) + mix(mix(destination ^ seed) + (ports & 0xffff));
  const upper = source > destination || (source === destination && ports >>> 16 > (ports & 0xffff));
  const swapped = upper && !isOneWay(p) ? 1 : 0;
  key[KEY_LOW + swapped] = source;
  key[KEY_HIGH - swapped] = destination;
  return swapped;
}

function readV6(p: Packet, seed: number, key: Int32Array, ports: number): number {
  const b = p.buffer;
  let source = mix((ports >>> 16) ^ seed);
  let destination = mix((ports & 0xffff) ^ seed);
  let order = 0;
  for (let i = 0; i < 16; i += 4) {
    const s = word(b, p.sourceAt + i);
    const d = word(b, p.destinationAt + i);
    source = mix(Math.imul(source, 0x9e3779b1) + s);
    destination = mix(Math.imul(destination, 0x9e3779b1) + d);
    if (order === 0) order = s > d ? 1 : s < d ? -1 : 0;
  }
  key[KEY_HASH] = source + destination;
  if (order === 0) order = ports >>> 16 > (ports & 0xffff) ? 1 : 0;
  const swapped = order === 1 && !isOneWay(p) ? 1 : 0;
  writeV6(b, swapped === 1 ? p.destinationAt : p.sourceAt, key, KEY_LOW, KEY_LOW_REST);
  writeV6(b, swapped === 1 ? p.sourceAt : p.destinationAt, key, KEY_HIGH, KEY_HIGH_REST);
  return swapped;
}

function writeV6(b: Buffer, at: number, key: Int32Array, last: number, rest: number): void {
  key[rest] = word(b, at);
  key[rest + 1] = word(b, at + 4);
  key[rest + 2] = word(b, at + 8);
  key[last] = word(b, at + 12);
}
