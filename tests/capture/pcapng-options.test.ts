import { describe, expect, it } from 'vitest';
import { i64, namesSound, u64, walkOptions } from '../../src/capture/pcapng-options.ts';

const read = (hex: string, big: boolean): { sound: boolean; seen: string[] } => {
  const b = Buffer.from(hex, 'hex');
  const seen: string[] = [];
  const sound = walkOptions(b, 0, b.length, big, (code, buffer, start, end) => seen.push(`${code}:${buffer.toString('hex', start, end)}`));
  return { sound, seen };
};

describe('walkOptions', () => {
  it.each([
    ['none', '', true, true, []],
    ['one, padded, with an end', '00010003aabbcc0000000000', true, true, ['1:aabbcc']],
    ['little-endian', '01000300aabbcc0000000000', false, true, ['1:aabbcc']],
    ['two without an end', '00090001060000000002000101000000', true, true, ['9:06', '2:01']],
    ['nothing after the end', '00000000ffffffff', true, true, []],
    ['an option past the end', '00010005aabbccdd', true, false, []],
    ['half an option header', '0001', true, false, []],
    ['padding missing at the very end', '00010003aabbcc', true, true, ['1:aabbcc']],
  ])('%s', (_name, hex, big, sound, seen) => expect(read(hex, big)).toEqual({ sound, seen }));

  it('looks at a bounded number of octets', () => {
    const b = Buffer.alloc(1 << 20);
    for (let at = 0; at < b.length; at += 4) b.writeUInt16BE(1, at);
    let seen = 0;
    expect(walkOptions(b, 0, b.length, true, () => (seen += 1))).toBe(true);
    expect(seen).toBe(16_384);
  });
});

describe('namesSound', () => {
  it.each([
    ['0001000601020304610000000000000000', true],
    ['00000000', true],
    ['', true],
    ['0001ffff01020304', false],
    ['0001', false],
  ])('%s: %s', (hex, sound) => expect(namesSound(Buffer.from(hex, 'hex'), 0, hex.length / 2, true)).toBe(sound));
});

describe('64-bit numbers', () => {
  it('are read in both orders', () => {
    const b = Buffer.from('0000000100000002fffffffffffffffe', 'hex');
    expect(u64(b, 0, true)).toBe(2 ** 32 + 2);
    expect(u64(b, 0, false)).toBe(0x02000000 * 2 ** 32 + 0x01000000);
    expect(i64(b, 8, true)).toBe(-2);
    expect(i64(Buffer.from('feffffffffffffff', 'hex'), 0, false)).toBe(-2);
  });
});
