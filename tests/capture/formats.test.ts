import { describe, expect, it } from 'vitest';
import { packingOf, unreadFormatOf } from '../../src/capture/formats.ts';

describe('packingOf', () => {
  it.each([
    ['1f8b0800', 'gzip'],
    ['28b52ffd', 'zstd'],
    ['502a4d18', 'zstd'],
    ['5f2a4d18', 'zstd'],
    ['04224d18', 'lz4'],
    ['1f', null],
    ['28b52f', null],
    ['d4c3b2a1', null],
    ['', null],
  ])('%s: %s', (hex, packing) => {
    const b = Buffer.from(`00${hex}`, 'hex');
    expect(packingOf(b, 1, b.length)).toBe(packing);
  });
});

describe('unreadFormatOf', () => {
  it.each([
    ['fd377a585a0000', 'xz'],
    ['425a683931', 'bzip2'],
    ['58435000', 'netxray'],
    ['504b0304', 'zip'],
    ['fd377a58', null],
    ['', null],
    ['00000000', null],
  ])('%s: %s', (hex, name) => {
    const b = Buffer.from(`00${hex}`, 'hex');
    expect(unreadFormatOf(b, 1, b.length)).toBe(name);
  });
});
