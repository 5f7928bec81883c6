import { describe, expect, it } from 'vitest';
import { BlockState, readBlock } from '../../../src/bytes/zstd/block.ts';
import { zstdCopy } from '../../builders/zstd.ts';

const read = (block: Buffer, before = '', room = 1_000): string | null => {
  const out = Buffer.alloc(before.length + 2_000);
  out.write(before, 'latin1');
  const end = readBlock(new BlockState(), block, 0, block.length, out, before.length, 0, room);
  expect(end).toBeLessThanOrEqual(before.length + room);
  return end < 0 ? null : out.latin1Slice(before.length, end);
};
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('readBlock', () => {
  it.each([
    ['literals as they are', hex('1841424300'), '', 'ABC'],
    ['a run of one literal', hex('294100'), '', 'AAAAA'],
    ['a run of twelve bits of length', hex('c51f4100'), '', 'A'.repeat(0x1fc)],
    ['a copy', zstdCopy(4, 4), 'abcdefgh', 'efgh'],
    ['a copy that overlaps itself', zstdCopy(2, 9), 'xyz', 'yzyzyzyzy'],
    ['a literal and the first of the last offsets', hex('0841015401000201'), 'zz', 'AAAAAA'],
  ])('reads %s', (_name, block, before, expected) => {
    expect(read(block, before)).toBe(expected);
  });

  it.each([
    ['nothing', hex('')],
    ['literals that are cut off', hex('184142')],
    ['a tree from a block before, where there is none', hex('0f01000000')],
    ['a copy from before the start', zstdCopy(9, 3)],
    ['no bits for its sequences', hex('000154000000')],
    ['a reserved bit', hex('00015500000001')],
    ['tables from a block before, where there are none', hex('0001fc01')],
    ['a code that does not exist', hex('00015424000001')],
    ['more literals in its sequences than it has', hex('00015401000001')],
    ['octets behind its last literal', hex('08410041')],
  ])('finds damage in %s', (_name, block) => {
    expect(read(block, 'abc')).toBeNull();
  });

  it('gives no more than it may', () => {
    expect(read(zstdCopy(1, 20), 'a', 20)).toBe('a'.repeat(20));
    expect(read(zstdCopy(1, 20), 'a', 19)).toBeNull();
    expect(read(hex('c51f4100'), '', 100)).toBeNull();
  });
});
