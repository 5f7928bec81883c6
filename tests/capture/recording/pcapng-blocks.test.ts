import { describe, expect, it } from 'vitest';
import { openCapture } from '../../../src/capture/open-capture.ts';
import {
  interfaceDescription,
  interfaceStatistics,
  packetLength,
  sectionHeader,
  writePacket,
} from '../../../src/capture/recording/pcapng-blocks.ts';
import type { Frame } from '../../../src/capture/source.ts';
import { Readable } from 'node:stream';

const frameOf = (octets: Buffer, rest: Partial<Frame> = {}): Frame => ({
  buffer: octets,
  start: 0,
  end: octets.length,
  originalLength: octets.length,
  timestamp: 1_795_318_088_732_239,
  linkType: 1,
  number: 1,
  nanoseconds: 441,
  ...rest,
});

const packet = (frame: Frame, id = 0): Buffer => {
  const target = Buffer.alloc(packetLength(frame.end - frame.start), 0xee);
  expect(writePacket(target, 0, frame, id)).toBe(target.length);
  return target;
};

async function read(...blocks: Buffer[]): Promise<{ frames: Frame[]; dropped: number | null; damage: unknown }> {
  const frames: Frame[] = [];
  const source = openCapture('-', { input: Readable.from([Buffer.concat(blocks)]) });
  const report = await source.run((frame) => {
    const buffer = Buffer.from(frame.buffer.subarray(frame.start, frame.end));
    frames.push({ ...frame, buffer, start: 0, end: buffer.length });
  }, new AbortController().signal);
  return { frames, dropped: report.dropped, damage: report.damage };
}

describe('pcapng blocks', () => {
  it.each([
    [0, '06000000 20000000 02000000 4a40ea18 51e6b729 00000000 00000000 20000000'],
    [1, '06000000 24000000 02000000 4a40ea18 51e6b729 01000000 01000000 5a000000 24000000'],
    [4, '06000000 24000000 02000000 4a40ea18 51e6b729 04000000 04000000 5a5a5a5a 24000000'],
    [5, '06000000 28000000 02000000 4a40ea18 51e6b729 05000000 05000000 5a5a5a5a 5a000000 28000000'],
  ])('writes a frame of %i octets', (length, hex) => {
    const written = packet(frameOf(Buffer.alloc(length, 0x5a)), 2).toString('hex');
    expect(written).toBe(hex.replaceAll(' ', ''));
  });

  it.each([0, 1, 999, 1_000_000, 2 ** 32 - 1, 2 ** 32, 1_795_318_088_732_239, 2 ** 53 - 1])('times stay exact: %i µs', (timestamp) => {
    const written = packet(frameOf(Buffer.alloc(0), { timestamp, nanoseconds: 999 }));
    const units = (BigInt(written.readUInt32LE(12)) << 32n) | BigInt(written.readUInt32LE(16));
    expect(units).toBe(BigInt.asUintN(64, BigInt(timestamp) * 1_000n + 999n));
  });

  it('gives what our reader reads back', async () => {
    const frames = [
      frameOf(Buffer.from('0102030405', 'hex')),
      frameOf(Buffer.from('aa', 'hex'), { originalLength: 1_500, nanoseconds: 0, interfaceIndex: 1, linkType: 113, number: 2 }),
    ];
    const result = await read(
      sectionHeader(),
      interfaceDescription({ name: 'wlan0', linkType: 1, snapLength: 0 }),
      interfaceDescription({ name: 'any', linkType: 113, snapLength: 96 }),
      packet(frames[0]!, 0),
      packet(frames[1]!, 1),
      interfaceStatistics(0, 1_795_318_088_732_239, 7, 3),
    );
    expect(result).toEqual({ frames: [{ ...frames[0], interfaceIndex: 0 }, frames[1]], dropped: 10, damage: null });
  });

  it('leaves out counts that nobody knows', async () => {
    const blocks = [sectionHeader(), interfaceDescription({ name: '', linkType: 1, snapLength: 0 })];
    expect(await read(...blocks, interfaceStatistics(0, 0, null, null))).toEqual({ frames: [], dropped: null, damage: null });
    expect(await read(...blocks, interfaceStatistics(0, 0, 4, null))).toMatchObject({ dropped: 4 });
  });
});
