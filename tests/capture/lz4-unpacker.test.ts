import { describe, expect, it } from 'vitest';
import { Lz4Unpacker } from '../../src/capture/lz4-unpacker.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const size = (length: number, stored = false): Buffer => {
  const b = Buffer.alloc(4);
  b.writeUInt32LE((length | (stored ? 0x80000000 : 0)) >>> 0);
  return b;
};
/** A frame of blocks of up to 64 KiB; the octet of the header's checksum is passed over. */
const lz4 = (flags: number, ...parts: Buffer[]): Buffer =>
  Buffer.concat([hex('04224d18'), Buffer.from([flags, 0x40, 0]), ...parts, hex('00000000')]);
const block = (octets: Buffer): Buffer => Buffer.concat([size(octets.length), octets]);

/** `abcd`, eight octets from four back, then `efghi`. */
const REPEATS = hex('44 61626364 0400 50 6566676869');

async function unpack(packed: Buffer, step = packed.length): Promise<{ out: string; flaw: string | null }> {
  const parts: string[] = [];
  const unpacker = new Lz4Unpacker((b, start, end) => parts.push(b.latin1Slice(start, end)));
  for (let at = 0; at < packed.length; at += step) await unpacker.push(packed, at, Math.min(packed.length, at + step));
  await unpacker.finish();
  const { flaw } = unpacker;
  unpacker.close();
  return { out: parts.join(''), flaw };
}

describe('LZ4', () => {
  it.each([1, 3, 1_000])('unpacks blocks, stored ones and several frames in pieces of %i octets', async (step) => {
    const stored = Buffer.concat([size(3, true), Buffer.from('xyz')]);
    const skippable = hex('502a4d18 02000000 ffff');
    const packed = Buffer.concat([lz4(0x60, block(REPEATS), stored), skippable, lz4(0x60, block(REPEATS))]);
    expect(await unpack(packed, step)).toEqual({ out: 'abcdabcdabcdefghixyzabcdabcdabcdefghi', flaw: null });
  });

  it('reaches back into the block before where blocks are linked, and only there', async () => {
    // No literals, four octets from five back.
    const back = hex('00 0500 10 21');
    expect(await unpack(lz4(0x40, block(REPEATS), block(back)))).toEqual({ out: 'abcdabcdabcdefghiefgh!', flaw: null });
    expect(await unpack(lz4(0x60, block(REPEATS), block(back)))).toEqual({ out: 'abcdabcdabcdefghi', flaw: 'capture-unpack-failed' });
  });

  it('passes over sizes and checksums', async () => {
    const packed = Buffer.concat([hex('04224d18 7c 40 0000000000000000 00'), block(REPEATS), hex('11111111 00000000 22222222')]);
    expect(await unpack(packed)).toEqual({ out: 'abcdabcdabcdefghi', flaw: null });
  });

  it('follows lengths of several octets', async () => {
    // One literal, then 15 + 255 + 10 + 4 octets from one back, then one literal.
    expect(await unpack(lz4(0x60, block(hex('1f 61 0100 ff 0a 10 62'))))).toEqual({ out: `${'a'.repeat(285)}b`, flaw: null });
  });

  it.each([
    ['a match before the start', lz4(0x60, block(hex('10 61 0200 10 61')))],
    ['a match of nothing', lz4(0x60, block(hex('10 61 0000 10 61')))],
    ['literals beyond the block', lz4(0x60, block(hex('50 61')))],
    [
      'a block that unpacks to more than it may',
      lz4(0x60, block(Buffer.concat([hex('1f 61 0100'), Buffer.alloc(300, 0xff), hex('00 10 62')]))),
    ],
    ['a block longer than it may be', lz4(0x60, size(0x10001))],
    ['a dictionary', lz4(0x61)],
    ['another version', lz4(0x20)],
    ['rubbish behind a frame', Buffer.concat([lz4(0x60), hex('01020304')])],
  ])('ends at %s', async (_name, packed) => {
    expect((await unpack(packed)).flaw).toBe('capture-unpack-failed');
  });

  it('says that a stream was cut', async () => {
    const packed = lz4(0x60, block(REPEATS));
    for (const length of [5, 7, 12, packed.length - 1]) expect((await unpack(packed.subarray(0, length))).flaw).toBe('capture-cut-short');
  });
});
