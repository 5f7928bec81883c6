import { describe, expect, it } from 'vitest';
import { Interfaces } from '../../src/capture/pcapng-interfaces.ts';
import { interfaceBlock, statistics } from '../builders/pcapng.ts';

const body = (b: Buffer): [Buffer, number, number] => [b, 8, b.length - 4];

describe('Interfaces', () => {
  it.each([false, true])('reads link type, snap length, resolution and offset (big-endian: %s)', (big) => {
    const offset = Buffer.alloc(8);
    if (big) offset.writeBigInt64BE(100n);
    else offset.writeBigInt64LE(100n);
    const interfaces = new Interfaces();
    const block = interfaceBlock(
      big,
      113,
      [
        [9, Buffer.from([9])],
        [14, offset],
      ],
      96,
    );
    expect(interfaces.describe(...body(block), big)).toBe(true);
    expect(interfaces.linkTypes).toEqual([113]);
    expect(interfaces.snapLengths).toEqual([96]);
    expect(interfaces.scales[0]!.micros(0, 5_999)).toBe(100_000_005);
  });

  it('remembers the first 1024 and counts the rest', () => {
    const interfaces = new Interfaces();
    const block = interfaceBlock(false, 1);
    for (let i = 0; i < 2_000; i += 1) interfaces.describe(...body(block), false);
    expect(interfaces.described).toBe(2_000);
    expect(interfaces.linkTypes).toHaveLength(1_024);
  });

  it('adds up the last word of each interface on its drops', () => {
    const interfaces = new Interfaces();
    for (let i = 0; i < 2; i += 1) interfaces.describe(...body(interfaceBlock(true)), true);
    expect(interfaces.dropped()).toBeNull();
    for (const block of [statistics(true, 0, 1, 2), statistics(true, 0, 10, 20), statistics(true, 1, 300, 0), statistics(true, 9, 5, 5)]) {
      expect(interfaces.statistics(...body(block), true)).toBe(true);
    }
    expect(interfaces.dropped()).toBe(330);
  });
});
