import { packetLength, writePacket } from '../../../src/capture/recording/pcapng-blocks.ts';
import type { RecordBlock } from '../../../src/capture/recording/recorder.ts';

/** A block of `frames` frames from number `first` on, each of `length` octets that tell its number. */
export function recordBlock(first: number, frames: number, length = 100, release: () => void = () => undefined): RecordBlock {
  const each = packetLength(length);
  const buffer = Buffer.alloc(frames * each);
  for (let index = 0; index < frames; index += 1) {
    const octets = Buffer.alloc(length);
    octets.writeUInt32BE(first + index, 0);
    const timestamp = 1_700_000_000_000_000 + first + index;
    const frame = { buffer: octets, start: 0, end: length, originalLength: length, timestamp, linkType: 1, number: 1 };
    writePacket(buffer, index * each, frame, 0);
  }
  return { buffer, start: 0, end: buffer.length, first, frames, interfacesBefore: 1, release };
}

export const ETHERNET = { name: 'eth0', linkType: 1, snapLength: 0 };
