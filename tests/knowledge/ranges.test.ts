import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/bytes/address.ts';
import type { AddressRange } from '../../src/knowledge/ranges.ts';
import { packRanges, RANGE_SECTIONS, RangeTable } from '../../src/knowledge/ranges.ts';
import { openSections, packSections } from '../../src/knowledge/sections.ts';

const number = (text: string): bigint => BigInt(`0x${parseAddress(text)!.toString('hex')}`);
const range = (first: string, last: string, value: number): AddressRange => ({ first: number(first), last: number(last), value });

function tableOf(v4: readonly AddressRange[], v6: readonly AddressRange[]): (text: string) => number {
  const table = new RangeTable(openSections(packSections(packRanges(v4, v6)), RANGE_SECTIONS));
  return (text) => {
    const o = parseAddress(text)!;
    return o.length === 4
      ? table.v4(o.readUInt32BE(0))
      : table.v6(o.readUInt32BE(0), o.readUInt32BE(4), o.readUInt32BE(8), o.readUInt32BE(12));
  };
}

describe('range table', () => {
  const look = tableOf(
    [
      range('1.0.0.0', '1.0.0.255', 7),
      range('1.0.1.0', '1.0.1.255', 7),
      range('2.0.0.0', '2.0.0.0', 70_000),
      range('255.255.255.0', '255.255.255.255', 9),
    ],
    [
      range('2001:db8::', '2001:db8:0:ffff:ffff:ffff:ffff:ffff', 1),
      range('2001:db8:1::', '2001:db8:1::7fff', 2),
      range('2001:db8:1::8000', '2001:db8:1:0:ffff:ffff:ffff:ffff', 3),
      range('2001:db8:1:2::', '2001:db8:1:2:ffff:ffff:ffff:ffff', 4),
      range('2001:db8:1:5::10', '2001:db8:1:5::1f', 5),
    ],
  );

  it.each([
    ['0.0.0.0', 0],
    ['1.0.0.0', 7],
    ['1.0.1.255', 7],
    ['1.0.2.0', 0],
    ['2.0.0.0', 70_000],
    ['2.0.0.1', 0],
    ['255.255.255.255', 9],
    ['2001:db7:ffff::', 0],
    ['2001:db8::1', 1],
    ['2001:db8:0:ffff::1', 1],
    ['2001:db8:1::7fff', 2],
    ['2001:db8:1::8000', 3],
    ['2001:db8:1:0:ffff::', 3],
    ['2001:db8:1:1::', 0],
    ['2001:db8:1:2::9', 4],
    ['2001:db8:1:3::', 0],
    ['2001:db8:1:5::f', 0],
    ['2001:db8:1:5::10', 5],
    ['2001:db8:1:5::20', 0],
    ['2001:db8:1:6::', 0],
    ['ffff::', 0],
  ])('%s stands for %i', (address, value) => {
    expect(look(address)).toBe(value);
  });

  it('agrees with a plain search over made-up ranges, cut finer than /64 and not', () => {
    let seed = 12_345;
    const random = (below: number): number => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) % below;
    const ranges: AddressRange[] = [];
    const base = number('2001:db8::');
    let at = base;
    for (let i = 0; i < 400; i += 1) {
      const unit = random(3) === 0 ? 1n << 60n : 1n << 64n;
      const first = at + BigInt(random(3)) * unit;
      const last = first + BigInt(1 + random(4)) * unit - 1n;
      ranges.push({ first, last, value: 1 + random(5) });
      at = last + 1n;
    }
    const table = tableOf([], ranges);
    let hits = 0;
    for (let i = 0; i < 4_000; i += 1) {
      const address = base + (BigInt(random(1_000_000)) * (at - base)) / 1_000_000n + BigInt(random(1_000));
      const octets = Buffer.from(address.toString(16).padStart(32, '0'), 'hex');
      const text = Array.from({ length: 8 }, (_, group) => octets.readUInt16BE(group * 2).toString(16)).join(':');
      const expected = ranges.find((r) => r.first <= address && address <= r.last)?.value ?? 0;
      if (expected !== 0) hits += 1;
      expect(table(text), text).toBe(expected);
    }
    expect(hits).toBeGreaterThan(1_000);
  });

  it('holds nothing where nothing went in', () => {
    const empty = tableOf([], []);
    expect([empty('1.2.3.4'), empty('2001:db8::1')]).toEqual([0, 0]);
  });
});
