import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { storedZstd } from '../builders/zstd.ts';
import { leastRoomFor, packingOf, unpack, type Packing } from '../../src/bytes/unpack.ts';

const LIMIT = 1 << 20;
const text = Buffer.from(Array.from({ length: 4_000 }, (_, i) => `line ${(i * 7_919) % 4_001} of a body\n`).join(''));
const widest = { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } };
const ways: readonly (readonly [string, Packing, (octets: Buffer) => Buffer])[] = [
  ['gzip', 'gzip', gzipSync],
  ['zlib', 'deflate', deflateSync],
  ['bare deflate', 'deflate', deflateRawSync],
  ['Brotli', 'br', brotliCompressSync],
];

describe.each(ways)('unpack %s', (_name, packing, pack) => {
  const packed = pack(text);

  it('gives what was packed', () => {
    expect(unpack(packing, packed, LIMIT)).toMatchObject({ octets: text, flaw: null });
  });

  it('gives what there is of octets that end early, wherever that is', () => {
    for (let length = 1; length < packed.length; length += 97) {
      const { octets, flaw } = unpack(packing, packed.subarray(0, length), LIMIT);
      expect(flaw, `the first ${length}`).toBe('cut');
      expect(text.subarray(0, octets.length).equals(octets), `the first ${length}`).toBe(true);
    }
    expect(unpack(packing, packed.subarray(0, packed.length >> 1), LIMIT).octets.length).toBeGreaterThan(text.length / 4);
  });

  it('gives no more than the limit of what would be more, and never throws on what is no such thing', () => {
    const bomb = pack(Buffer.alloc(1 << 24));
    const { octets, flaw, work } = unpack(packing, bomb, 1 << 16);
    expect(flaw).toBe('limit');
    expect(octets.length).toBeLessThanOrEqual(1 << 16);
    expect(work).toBeGreaterThanOrEqual(octets.length);
    for (let at = 0; at < 256; at += 1) unpack(packing, Buffer.from([at, 255 - at, at, 0xff, 0x5a]), LIMIT);
    expect(unpack(packing, Buffer.alloc(0), LIMIT).octets.length).toBe(0);
  });
});

describe('unpack', () => {
  it('gives what stands before damage', () => {
    const damaged = Buffer.from(gzipSync(text));
    damaged.fill(0xff, damaged.length >> 1, (damaged.length >> 1) + 40);
    const { octets, flaw } = unpack('gzip', damaged, LIMIT);
    expect(flaw).toBe('damaged');
    expect(octets.length).toBeGreaterThan(1_000);
    expect(text.subarray(0, 1_000).equals(octets.subarray(0, 1_000))).toBe(true);
  });

  it('fills gzip nearly up to the limit, and gives nothing where no attempt is to be made', () => {
    const packed = gzipSync(Buffer.alloc(1 << 18, 'a'));
    expect(unpack('gzip', packed, 1 << 17).octets.length).toBeGreaterThan(100_000);
    expect(unpack('gzip', packed, 1 << 17, 0)).toMatchObject({ octets: Buffer.alloc(0), flaw: 'limit' });
  });

  it('reads gzip of many members, and passes over what is behind the last', () => {
    const members = [...Array.from({ length: 500 }, (_, i) => gzipSync(Buffer.from(`${i},`))), Buffer.from('\0\0tail')];
    expect(unpack('gzip', Buffer.concat(members), LIMIT).octets.toString()).toBe(Array.from({ length: 500 }, (_, i) => `${i},`).join(''));
  });
});

describe('unpack zstd', () => {
  const run = (count: number) =>
    Buffer.concat([Buffer.from('28b52ffd0058', 'hex'), ...Array<Buffer>(count).fill(Buffer.from('02001041', 'hex'))]);

  it('gives what was packed, and what there is of octets that end early or are damaged', () => {
    const packed = storedZstd(text);
    expect(unpack('zstd', packed, LIMIT)).toMatchObject({ octets: text, flaw: null });
    expect(unpack('zstd', packed.subarray(0, 40), LIMIT)).toMatchObject({ octets: Buffer.alloc(0), flaw: 'cut' });
    expect(unpack('zstd', Buffer.concat([packed, Buffer.from('damage')]), LIMIT)).toMatchObject({ octets: text, flaw: 'damaged' });
  });

  it('stops at the limit, whatever more would come', () => {
    const { octets, flaw, work } = unpack('zstd', run(4_000), 1 << 16);
    expect([octets.length, flaw]).toEqual([1 << 16, 'limit']);
    expect(work).toBeLessThanOrEqual(1 << 18);
  });

  it('asks for no window that HTTP does not have', () => {
    expect(unpack('zstd', storedZstd(text, 0x69), LIMIT)).toMatchObject({ octets: Buffer.alloc(0), flaw: 'limit' });
  });
});

describe('packingOf', () => {
  it.each([
    ['1f8b0800', 'gzip'],
    ['1f8b0700', null],
    ['1f8b', null],
    ['789c', 'deflate'],
    ['28b52ffd', 'zstd'],
    ['28b52f', null],
    ['7801', 'deflate'],
    ['78da', 'deflate'],
    ['789d', null],
    ['7bff', null],
    ['', null],
  ])('%s: %s', (hex, expected) => {
    expect(packingOf(Buffer.from(hex, 'hex'))).toBe(expected);
  });
});

describe('leastRoomFor', () => {
  it.each([
    ['00', 'br', 1 << 16],
    ['01', 'br', 1 << 17],
    ['21', 'br', 1 << 10],
    ['71', 'br', 1 << 15],
    ['03', 'br', 1 << 18],
    ['0f', 'br', 1 << 24],
    ['', 'br', 0],
    ['1f', 'gzip', 0],
  ] as const)('%s with %s: %i', (hex, packing, expected) => {
    expect(leastRoomFor(packing, Buffer.from(hex, 'hex'))).toBe(expected);
  });

  it('is the window that an encoder was told to use', () => {
    expect(leastRoomFor('br', brotliCompressSync(text, widest))).toBe(1 << 24);
  });
});
