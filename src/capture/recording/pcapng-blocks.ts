import type { Frame } from '../source.ts';

/** Writes pcapng blocks (draft-ietf-opsawg-pcapng, 4), little-endian, with nanoseconds. */

const TWO_32 = 2 ** 32;
const PACKET_HEADER_LENGTH = 28;
/** Octets that an enhanced packet block has beside the frame and its padding. */
const PACKET_OVERHEAD = PACKET_HEADER_LENGTH + 4;

/** What an interface description block says. */
export interface InterfaceDescription {
  readonly name: string;
  readonly linkType: number;
  /** 0: unlimited. */
  readonly snapLength: number;
}

/** An option: code, length, value, padding to 32 bits. */
function option(code: number, value: Buffer): Buffer {
  const length = value.length;
  const octets = Buffer.alloc(4 + ((length + 3) & ~3));
  octets.writeUInt16LE(code, 0);
  octets.writeUInt16LE(length, 2);
  value.copy(octets, 4);
  return octets;
}

function block(type: number, body: Buffer): Buffer {
  const length = 12 + body.length;
  const octets = Buffer.alloc(length);
  octets.writeUInt32LE(type, 0);
  octets.writeUInt32LE(length, 4);
  body.copy(octets, 8);
  octets.writeUInt32LE(length, length - 4);
  return octets;
}

const END_OF_OPTIONS = Buffer.alloc(4);

/** Section header block: what every file begins with. */
export function sectionHeader(): Buffer {
  const body = Buffer.alloc(16);
  body.writeUInt32LE(0x1a2b3c4d, 0);
  body.writeUInt16LE(1, 4);
  body.writeBigInt64LE(-1n, 8); // Length of the section: not said.
  return block(0x0a0d0d0a, Buffer.concat([body, option(4 /* shb_userappl */, Buffer.from('Mouchard')), END_OF_OPTIONS]));
}

/** Interface description block: names and times in nanoseconds. */
export function interfaceDescription({ name, linkType, snapLength }: InterfaceDescription): Buffer {
  const body = Buffer.alloc(8);
  body.writeUInt16LE(linkType, 0);
  body.writeUInt32LE(snapLength, 4);
  const resolution = option(9 /* if_tsresol */, Buffer.from([9]));
  return block(1, Buffer.concat([body, option(2 /* if_name */, Buffer.from(name)), resolution, END_OF_OPTIONS]));
}

/** Interface statistics block: frames lost by the kernel and by the interface; unknown counts are left out. */
export function interfaceStatistics(index: number, micros: number, kernelDrops: number | null, interfaceDrops: number | null): Buffer {
  const body = Buffer.alloc(12);
  body.writeUInt32LE(index, 0);
  writeNanoseconds(body, 4, micros, 0);
  const options: Buffer[] = [];
  if (interfaceDrops !== null) options.push(option(5 /* isb_ifdrop */, count(interfaceDrops)));
  if (kernelDrops !== null) options.push(option(7 /* isb_osdrop */, count(kernelDrops)));
  return block(5, Buffer.concat([body, ...options, END_OF_OPTIONS]));
}

function count(value: number): Buffer {
  const octets = Buffer.alloc(8);
  octets.writeBigUInt64LE(BigInt(value));
  return octets;
}

/** Octets of the enhanced packet block of a frame. */
export function packetLength(captured: number): number {
  return PACKET_OVERHEAD + ((captured + 3) & ~3);
}

/** Writes a frame as an enhanced packet block at `at`, where there must be `packetLength` octets; gives the position behind it. */
export function writePacket(target: Buffer, at: number, frame: Frame, interfaceId: number): number {
  const captured = frame.end - frame.start;
  const length = packetLength(captured);
  const behind = at + length;
  write32(target, at, 6);
  write32(target, at + 4, length);
  write32(target, at + 8, interfaceId);
  writeNanoseconds(target, at + 12, frame.timestamp, frame.nanoseconds ?? 0);
  write32(target, at + 20, captured);
  write32(target, at + 24, frame.originalLength);
  // Padding, written before the frame covers what is none.
  if ((captured & 3) !== 0) write32(target, behind - 8, 0);
  frame.buffer.copy(target, at + PACKET_HEADER_LENGTH, frame.start, frame.end);
  write32(target, behind - 4, length);
  return behind;
}

/** The two halves of a time in nanoseconds: exact, though the number itself is beyond what a double holds. */
function writeNanoseconds(target: Buffer, at: number, micros: number, nanoseconds: number): void {
  const high = Math.floor(micros / TWO_32);
  const low = (micros - high * TWO_32) * 1_000 + nanoseconds;
  const carry = Math.floor(low / TWO_32);
  write32(target, at, high * 1_000 + carry);
  write32(target, at + 4, low - carry * TWO_32);
}

function write32(target: Buffer, at: number, value: number): void {
  target[at] = value;
  target[at + 1] = value >>> 8;
  target[at + 2] = value >>> 16;
  target[at + 3] = value >>> 24;
}
