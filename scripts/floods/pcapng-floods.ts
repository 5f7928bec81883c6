import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { halves, sampleFrames, words } from '../../tests/builders/pcap.ts';
import { block, enhancedPacket, interfaceBlock, sectionHeader } from '../../tests/builders/pcapng.ts';

const BLOCKS_AT_ONCE = 10_000;
const GOOD_FRAMES = 10;

/** A capture that describes so many interfaces and holds no packet. */
export function interfaceFlood(path: string, count: number): void {
  const file = openSync(path, 'w', 0o600);
  writeSync(file, sectionHeader());
  const many = Buffer.concat(Array.from({ length: BLOCKS_AT_ONCE }, () => interfaceBlock()));
  const length = many.length / BLOCKS_AT_ONCE;
  for (let left = count; left > 0; left -= BLOCKS_AT_ONCE) writeSync(file, many, 0, Math.min(left, BLOCKS_AT_ONCE) * length);
  closeSync(file);
}

const frames = sampleFrames(GOOD_FRAMES);
const packets = Buffer.concat(frames.map((frame) => enhancedPacket(false, 0, BigInt(frame.at), frame)));
const sound = Buffer.concat([sectionHeader(), interfaceBlock(), packets]);
/** Type and length of a packet block, then what a liar puts there. */
const packetBlock = (length: number, capturedLength: number): Buffer =>
  Buffer.concat([words(false, 6, length, 0, 0, 0, capturedLength, capturedLength), Buffer.alloc(64), words(false, length)]);

/** Captures that are sound up to a point, by what is wrong from there on. */
export const DAMAGED: Readonly<Record<string, Buffer>> = {
  'block-length-4g': Buffer.concat([sound, packetBlock(0xfffffff0, 64)]),
  'captured-length-2g': Buffer.concat([sound, packetBlock(96, 0x80000000)]),
  'block-length-zero': Buffer.concat([sound, packetBlock(0, 64), packets]),
  'no-interface': Buffer.concat([sectionHeader(), packets]),
  truncated: sound.subarray(0, sound.length - 37),
  'option-overrun': Buffer.concat([
    sound,
    block(false, 6, words(false, 0, 0, 0, 4, 4), Buffer.alloc(4), halves(false, 1, 0xfff0), Buffer.alloc(8)),
    packets,
  ]),
  'bad-name-resolution': Buffer.concat([
    sound,
    block(false, 4, halves(false, 1, 0xfff0), Buffer.from([192, 0, 2, 1]), Buffer.alloc(8)),
    packets,
  ]),
};

export function damaged(path: string, name: string): void {
  writeFileSync(path, DAMAGED[name]!, { mode: 0o600 });
}
