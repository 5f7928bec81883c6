import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Packing } from '../../src/capture/formats.ts';
import { unpackerFor } from '../../src/capture/unpack.ts';
import { storedZstd } from '../builders/zstd.ts';

async function unpack(packing: Packing, packed: Buffer, step = packed.length || 1): Promise<{ out: Buffer; flaw: string | null }> {
  const parts: Buffer[] = [];
  const unpacker = unpackerFor(packing, (b, start, end) => parts.push(Buffer.from(b.subarray(start, end))));
  for (let at = 0; at < packed.length && unpacker.flaw === null; at += step)
    await unpacker.push(packed, at, Math.min(packed.length, at + step));
  if (unpacker.flaw === null) await unpacker.finish();
  unpacker.close();
  return { out: Buffer.concat(parts), flaw: unpacker.flaw };
}

/** Octets that do not pack to nothing: a linear congruential sequence. */
function noise(length: number): Buffer {
  const b = Buffer.alloc(length);
  for (let i = 0, x = 1; i < length; i += 1) {
    x = (Math.imul(x, 1_103_515_245) + 12_345) >>> 0;
    b[i] = (x >>> 16) & 0x3f;
  }
  return b;
}

const ZSTD_VECTOR = '28b52ffd04685d0000206162630a010026aa6e085e669e20';
const text = noise(100_000);

describe('gzip', () => {
  it.each([1, 100, 5_000, 1 << 20])('unpacks members in pieces of %i octets', async (step) => {
    const packed = Buffer.concat([gzipSync(text.subarray(0, 3_000)), gzipSync(Buffer.alloc(0)), gzipSync(text.subarray(3_000, 9_000))]);
    expect(await unpack('gzip', packed, step)).toEqual({ out: text.subarray(0, 9_000), flaw: null });
  });

  it('says that a stream was cut, and has given nearly all that was there', async () => {
    const packed = gzipSync(text);
    const { out, flaw } = await unpack('gzip', packed.subarray(0, 50_000));
    expect(flaw).toBe('capture-cut-short');
    expect(out.equals(text.subarray(0, out.length))).toBe(true);
    expect(out.length).toBeGreaterThan(60_000);
    expect((await unpack('gzip', packed.subarray(0, packed.length - 1))).flaw).toBe('capture-cut-short');
  });

  it('gives what lies before damage, up to the piece in which it is found', async () => {
    const packed = gzipSync(text);
    packed.fill(0xff, 40_000, 40_100);
    const { out, flaw } = await unpack('gzip', packed);
    expect(flaw).toBe('capture-unpack-failed');
    expect(out.length).toBeGreaterThan(40_000);
    expect(out.subarray(0, 40_000).equals(text.subarray(0, 40_000))).toBe(true);
  });

  it('ends at the last member where zeros follow it', async () => {
    const { out, flaw } = await unpack('gzip', Buffer.concat([gzipSync(text), Buffer.alloc(600)]));
    expect(flaw).toBeNull();
    expect(out.equals(text)).toBe(true);
  });

  it.each([Buffer.from('rubbish'), noise(20_000)])('says that rubbish follows the last member', async (tail) => {
    const { out, flaw } = await unpack('gzip', Buffer.concat([gzipSync(text), tail]));
    expect(flaw).toBe('capture-unpack-failed');
    expect(out.length).toBeGreaterThan(90_000);
    expect(out.equals(text.subarray(0, out.length))).toBe(true);
  });

  it('throws what the sink throws', async () => {
    const unpacker = unpackerFor('gzip', () => {
      throw new RangeError('sink');
    });
    await expect(unpacker.push(gzipSync(text), 0, 5_000)).rejects.toThrow('sink');
    unpacker.close();
  });
});

describe('zstd', () => {
  it.each([1, 100, 1 << 20])('unpacks frames in pieces of %i octets', async (step) => {
    const packed = Buffer.concat([storedZstd(text.subarray(0, 3_000)), storedZstd(text.subarray(3_000, 9_000))]);
    expect(await unpack('zstd', packed, step)).toEqual({ out: text.subarray(0, 9_000), flaw: null });
  });

  it('unpacks blocks that are really packed', async () => {
    // 'abcabcabc…' of 300 octets, then a newline, by the zstd command at level 19.
    const packed = Buffer.from(ZSTD_VECTOR, 'hex');
    expect(await unpack('zstd', packed)).toEqual({ out: Buffer.from(`${'abc'.repeat(100)}\n`), flaw: null });
  });

  it.each([
    ['a cut', storedZstd(text).subarray(0, 50_000), 'capture-cut-short'],
    ['a reserved block type', Buffer.from('28b52ffd00580700000000000000000000000000', 'hex'), 'capture-unpack-failed'],
    ['a window past the bound', storedZstd(text, 0xff), 'capture-unpack-limit'],
    ['rubbish behind a frame', Buffer.concat([storedZstd(text.subarray(0, 50)), Buffer.alloc(50)]), 'capture-unpack-failed'],
  ])('%s: %s', async (_name, packed, flaw) => expect((await unpack('zstd', packed)).flaw).toBe(flaw));

  it('unpacks tiny blocks under a huge window, which cost no more than they give', async () => {
    const block = Buffer.from('0a000041', 'hex'); // a run of one octet
    const packed = Buffer.concat([Buffer.from('28b52ffd0088', 'hex'), ...Array<Buffer>(200_000).fill(block)]);
    expect(await unpack('zstd', packed)).toEqual({ out: Buffer.alloc(200_000, 'A'), flaw: 'capture-cut-short' });
  });

  it('believes no block that claims far more than a block may give', async () => {
    // One literal, and 65,000 sequences that take no bits and copy 65,539 octets each.
    const packed = Buffer.from('28b52ffd00586500000841ffe87e5400003401000080', 'hex');
    expect(await unpack('zstd', packed)).toEqual({ out: Buffer.alloc(0), flaw: 'capture-unpack-failed' });
  });

  it('throws what the sink throws', async () => {
    const unpacker = unpackerFor('zstd', () => {
      throw new RangeError('sink');
    });
    const packed = storedZstd(text);
    await expect(unpacker.push(packed, 0, packed.length)).rejects.toThrow('sink');
  });
});
