import { closeSync, openSync, writeSync } from 'node:fs';

/** One end of a flow. */
export interface Endpoint {
  readonly mac: Buffer;
  /** 4 or 16 octets; both ends of a flow are of one family. */
  readonly address: Buffer;
  readonly port: number;
}

export const TCP_FLAG = { fin: 0x01, syn: 0x02, rst: 0x04, push: 0x08, ack: 0x10 } as const;

const BLOCK = 8 << 20;
const FRAME_MAX = 70_000;
const NOTHING = Buffer.alloc(0);
const TCP = 6;
const UDP = 17;

/**
 * Writes a classic capture (microseconds, Ethernet) of frames that it builds in place, a large block at a time.
 * `at` is the time of the frames to come, microseconds since the epoch.
 */
export class FrameWriter {
  at: number;
  frames = 0;
  octets = 0;
  ipv6Frames = 0;
  readonly #file: number;
  readonly #block = Buffer.allocUnsafeSlow(BLOCK + FRAME_MAX);
  #used = 0;
  #start = 0;
  #identification = 1;

  constructor(path: string, at: number) {
    this.#file = openSync(path, 'w', 0o600);
    this.at = at;
    const b = this.#block;
    b.writeUInt32LE(0xa1b2c3d4, 0);
    b.writeUInt16LE(2, 4);
    b.writeUInt16LE(4, 6);
    b.fill(0, 8, 16);
    b.writeUInt32LE(262_144, 16);
    b.writeUInt32LE(1 /* Ethernet */, 20);
    this.#used = 24;
  }

  /** A whole frame, as it stands. */
  frame(octets: Buffer): void {
    this.#begin();
    this.#used += octets.copy(this.#block, this.#used);
    this.#finish();
  }

  /** An ARP message for IPv4 (RFC 826): `operation` 1 asks, 2 answers. */
  arp(operation: number, from: Endpoint, to: Endpoint): void {
    this.#begin();
    const b = this.#block;
    const at = this.#ethernet(operation === 1 ? BROADCAST : to.mac, from.mac, 0x0806);
    ARP_HEAD.copy(b, at);
    b[at + 7] = operation;
    from.mac.copy(b, at + 8);
    from.address.copy(b, at + 14);
    if (operation === 1) b.fill(0, at + 18, at + 24);
    else to.mac.copy(b, at + 18);
    to.address.copy(b, at + 24);
    b.fill(0, at + 28, at + 46);
    this.#used = at + 46;
    this.#finish();
  }

  /** A UDP datagram. */
  udp(from: Endpoint, to: Endpoint, payload: Buffer, start = 0, end = payload.length): void {
    const length = 8 + end - start;
    this.#begin();
    const at = this.#network(from, to, UDP, length);
    const b = this.#block;
    b.writeUInt16BE(from.port, at);
    b.writeUInt16BE(to.port, at + 2);
    b.writeUInt16BE(length, at + 4);
    b.writeUInt16BE(0, at + 6);
    payload.copy(b, at + 8, start, end);
    this.#used = at + length;
    b.writeUInt16BE(this.#transportChecksum(from, UDP, at, length) || 0xffff, at + 6);
    this.#finish();
  }

  /** A TCP segment; a SYN carries the largest segment length and window scale as options. */
  tcp(
    from: Endpoint,
    to: Endpoint,
    sequence: number,
    acknowledged: number,
    flags: number,
    payload: Buffer = NOTHING,
    start = 0,
    end = payload.length,
  ): void {
    const header = (flags & TCP_FLAG.syn) !== 0 ? 32 : 20;
    const length = header + end - start;
    this.#begin();
    const at = this.#network(from, to, TCP, length);
    const b = this.#block;
    b.writeUInt16BE(from.port, at);
    b.writeUInt16BE(to.port, at + 2);
    b.writeUInt32BE(sequence >>> 0, at + 4);
    b.writeUInt32BE((flags & TCP_FLAG.ack) === 0 ? 0 : acknowledged >>> 0, at + 8);
    b[at + 12] = header << 2;
    b[at + 13] = flags;
    b.writeUInt16BE(64_240, at + 14);
    b.writeUInt32BE(0, at + 16);
    if (header === 32) SYN_OPTIONS.copy(b, at + 20);
    payload.copy(b, at + header, start, end);
    this.#used = at + length;
    b.writeUInt16BE(this.#transportChecksum(from, TCP, at, length), at + 16);
    this.#finish();
  }

  /** A message of ICMP (protocol 1) or ICMPv6 (58), whose checksum field at offset 2 is filled in. */
  icmp(from: Endpoint, to: Endpoint, message: Buffer): void {
    const protocol = from.address.length === 4 ? 1 : 58;
    this.#begin();
    const at = this.#network(from, to, protocol, message.length, 255);
    const b = this.#block;
    message.copy(b, at);
    b.writeUInt16BE(0, at + 2);
    this.#used = at + message.length;
    const sum = protocol === 58 ? this.#transportChecksum(from, 58, at, message.length) : folded(sumOf(b, at, this.#used, 0));
    b.writeUInt16BE(sum, at + 2);
    this.#finish();
  }

  /** Writes what is left and closes the file. */
  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #begin(): void {
    if (this.#used > BLOCK) this.#flush();
    this.#start = this.#used;
    this.#used += 16;
  }

  #finish(): void {
    const b = this.#block;
    const length = this.#used - this.#start - 16;
    b.writeUInt32LE(Math.floor(this.at / 1_000_000), this.#start);
    b.writeUInt32LE(this.at % 1_000_000, this.#start + 4);
    b.writeUInt32LE(length, this.#start + 8);
    b.writeUInt32LE(length, this.#start + 12);
    this.frames += 1;
    this.octets += length + 16;
  }

  #flush(): void {
    for (let done = 0; done < this.#used;) done += writeSync(this.#file, this.#block, done, this.#used - done);
    this.#used = 0;
  }

  #ethernet(to: Buffer, from: Buffer, type: number): number {
    const b = this.#block;
    to.copy(b, this.#used);
    from.copy(b, this.#used + 6);
    b.writeUInt16BE(type, this.#used + 12);
    return this.#used + 14;
  }

  /** Ethernet and IP headers for a payload of `length` octets; returns where it goes. */
  #network(from: Endpoint, to: Endpoint, protocol: number, length: number, hops = 64): number {
    const b = this.#block;
    if (from.address.length === 16) {
      const at = this.#ethernet(to.mac, from.mac, 0x86dd);
      this.ipv6Frames += 1;
      b.writeUInt32BE(0x6000_0000, at);
      b.writeUInt16BE(length, at + 4);
      b[at + 6] = protocol;
      b[at + 7] = hops;
      from.address.copy(b, at + 8);
      to.address.copy(b, at + 24);
      return at + 40;
    }
    const at = this.#ethernet(to.mac, from.mac, 0x0800);
    this.#identification = (this.#identification + 1) & 0xffff;
    b.writeUInt16BE(0x4500, at);
    b.writeUInt16BE(20 + length, at + 2);
    b.writeUInt16BE(this.#identification, at + 4);
    b.writeUInt16BE(0x4000 /* do not fragment */, at + 6);
    b[at + 8] = hops;
    b[at + 9] = protocol;
    b.writeUInt16BE(0, at + 10);
    from.address.copy(b, at + 12);
    to.address.copy(b, at + 16);
    b.writeUInt16BE(folded(sumOf(b, at, at + 20, 0)), at + 10);
    return at + 20;
  }

  /** The checksum over pseudo-header and segment: the addresses stand right before the segment. */
  #transportChecksum(from: Endpoint, protocol: number, at: number, length: number): number {
    const addresses = from.address.length * 2;
    return folded(sumOf(this.#block, at - addresses, at + length, protocol + length));
  }
}

const BROADCAST = Buffer.alloc(6, 0xff);
const ARP_HEAD = Buffer.from('00010800060400', 'hex');
/** Largest segment 1,400, selective acknowledgement, window scale 7. */
const SYN_OPTIONS = Buffer.from('020405780402010103030701', 'hex');

function sumOf(b: Buffer, start: number, end: number, seed: number): number {
  let sum = seed;
  const even = end - ((end - start) & 1);
  for (let i = start; i < even; i += 2) sum += (b[i]! << 8) | b[i + 1]!;
  if (even < end) sum += b[even]! << 8;
  return sum;
}

/** Folds a sum into the checksum of RFC 1071. */
function folded(sum: number): number {
  let folding = sum;
  while (folding > 0xffff) folding = (folding & 0xffff) + Math.floor(folding / 0x10000);
  return ~folding & 0xffff;
}
