import { describe, expect, it } from 'vitest';
import { ZstdDecoder } from '../../../src/bytes/zstd/decoder.ts';
import { LINES, storedZstd, zstdBlock, ZSTD_LINES, zstdCopy } from '../../builders/zstd.ts';

const lines = Buffer.from(ZSTD_LINES, 'hex');
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

function decode(octets: Buffer, step = octets.length, windowMax = 128 << 20) {
  const parts: Buffer[] = [];
  const decoder = new ZstdDecoder(windowMax, (b, start, end) => parts.push(Buffer.from(b.subarray(start, end))));
  for (let at = 0; at < octets.length; at += step) decoder.push(octets, at, Math.min(octets.length, at + step));
  return { out: Buffer.concat(parts), flaw: decoder.flaw, whole: decoder.whole };
}

describe('ZstdDecoder', () => {
  it.each([1, 3, 100, lines.length])('reads what the zstd command has packed, in pieces of %i octets', (step) => {
    expect(decode(lines, step)).toEqual({ out: Buffer.from(LINES), flaw: null, whole: true });
  });

  it('reads one frame after the other, and passes over what is to be skipped', () => {
    const stream = Buffer.concat([storedZstd(Buffer.alloc(300_000, 'a')), hex('502a4d1802000000abcd'), storedZstd(Buffer.from('x'))]);
    for (const step of [1_000, stream.length])
      expect(decode(stream, step)).toEqual({ out: Buffer.from(`${'a'.repeat(300_000)}x`), flaw: null, whole: true });
  });

  it('knows that a stream is not whole wherever it is cut, and gives no octet that is not in it', () => {
    for (let length = 1; length < lines.length; length += 1) {
      const { out, flaw, whole } = decode(lines.subarray(0, length));
      expect([flaw, whole], `the first ${length}`).toEqual([null, false]);
      expect(LINES.startsWith(out.toString('latin1'))).toBe(true);
    }
  });

  it.each([
    ['a single segment of 5 octets with a check sum', '28b52ffd2405290000' + '0102030405' + 'aabbccdd', null, true],
    ['a run of one octet', '28b52ffd0058' + '230000' + '41', null, true],
    ['a run of none', '28b52ffd0058' + '030000' + '41', null, true],
    ['an empty block', '28b52ffd0058' + '010000', null, true],
    ['a window of 128 MiB', '28b52ffd0088', null, false],
    ['a window of 144 MiB', '28b52ffd0089', 'limit', false],
    ['a single segment of 2 GiB', '28b52ffda000000080', 'limit', false],
    ['a single segment of 2^63 octets', '28b52ffde00000000000000080', 'limit', false],
    ['a dictionary', '28b52ffd015807' + '010000', 'damaged', false],
    ['a dictionary numbered zero, which is none', '28b52ffd015800' + '010000', null, true],
    ['a reserved bit', '28b52ffd0858', 'damaged', false],
    ['a reserved type of block', '28b52ffd0058' + '070000', 'damaged', false],
    ['a block longer than its window', '28b52ffd0000' + '09200000', 'damaged', false],
    ['no frame', '00112233', 'damaged', false],
  ])('%s', (_name, octets, flaw, whole) => {
    const decoded = decode(hex(octets));
    expect(decoded.flaw).toBe(flaw);
    if (flaw === null) expect(decoded.whole).toBe(whole);
  });

  it('refers to what came a whole window ago, however much has passed', () => {
    const numbers = Buffer.alloc(5 << 20);
    for (let at = 0; at < numbers.length; at += 4) numbers.writeUInt32LE(at, at);
    const blocks: Buffer[] = [];
    for (let at = 0; at < numbers.length; at += 1 << 17) blocks.push(zstdBlock(0, numbers.subarray(at, at + (1 << 17)), false));
    const far = zstdBlock(2, zstdCopy(2 << 20, 32), true);
    const { out, flaw } = decode(Buffer.concat([hex('28b52ffd0058'), ...blocks, far]));
    expect(flaw).toBeNull();
    expect(out.subarray(-32).equals(numbers.subarray(3 << 20, (3 << 20) + 32))).toBe(true);
    const beyond = zstdBlock(2, zstdCopy((2 << 20) + 1, 32), true);
    expect(decode(Buffer.concat([hex('28b52ffd0058'), ...blocks, beyond])).flaw).toBe('damaged');
  });

  it('begins each frame without what the one before has left', () => {
    const first = Buffer.concat([hex('28b52ffd0058'), zstdBlock(0, Buffer.from('secret'), true)]);
    const second = Buffer.concat([hex('28b52ffd0058'), zstdBlock(2, zstdCopy(6, 6), true)]);
    expect(decode(Buffer.concat([first, second]))).toMatchObject({ out: Buffer.from('secret'), flaw: 'damaged' });
  });

  it('throws on no octet that is changed, and gives no more than blocks may', () => {
    let flawed = 0;
    for (let at = 4; at < lines.length; at += 1) {
      for (const change of [0x01, 0x80, 0xff]) {
        const changed = Buffer.from(lines);
        changed[at] = changed[at]! ^ change;
        const { out, flaw } = decode(changed);
        if (flaw !== null) flawed += 1;
        expect(out.length).toBeLessThanOrEqual(4 << 17);
      }
    }
    expect(flawed).toBeGreaterThan(lines.length / 2);
  });
});
