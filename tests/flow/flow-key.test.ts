import { describe, expect, it } from 'vitest';
import { FlowKey, KEY_HASH, mix, readPorts, word } from '../../src/flow/flow-key.ts';
import type { Packet } from '../../src/packet/packet.ts';
import { icmpPacket, tcpPacket, udpPacket } from './build.ts';

const read = (p: Packet, seed = 1): { swapped: number; words: number[] } => {
  const key = new FlowKey(seed);
  const swapped = key.read(p);
  return { swapped, words: [...key.words] };
};

describe('word and mix', () => {
  it.each([
    ['00000001', 1],
    ['7fffffff', 0x7fffffff],
    ['80000000', -0x80000000],
    ['ffffffff', -1],
  ])('reads %s as %i', (hex, value) => expect(word(Buffer.from(`00${hex}`, 'hex'), 1)).toBe(value));

  it('moves about half of the bits of the output for each bit of the input', () => {
    for (let bit = 0; bit < 32; bit += 1) {
      let moved = 0;
      for (let i = 1; i <= 64; i += 1) {
        for (let rest = mix(i) ^ mix(i ^ (1 << bit)); rest !== 0; rest &= rest - 1) moved += 1;
      }
      expect(moved / 64).toBeGreaterThan(12);
      expect(moved / 64).toBeLessThan(20);
    }
  });
});

describe('readPorts', () => {
  it.each([
    [() => tcpPacket('192.0.2.1 5000', '192.0.2.2 443', 2), 0x138801bb],
    [() => icmpPacket('192.0.2.1', '192.0.2.2', 8), 0x00080000],
    [() => icmpPacket('192.0.2.1', '192.0.2.2', 0), 0x00000008],
    [() => icmpPacket('192.0.2.1', '192.0.2.2', 3, 1), 0x00030001],
    [() => icmpPacket('fe80::1', 'fe80::2', 135), 0x00870088],
  ])('case %#', (p, ports) => expect(readPorts(p())).toBe(ports));
});

describe('FlowKey', () => {
  it.each([
    ['192.0.2.1 5000', '198.51.100.2 53'],
    ['192.0.2.1 5000', '192.0.2.1 53'],
    ['127.0.0.1 5000', '200.0.0.1 53'],
    ['2001:db8::1 5000', 'fe80::1 53'],
    ['2001:db8::1 5000', '2001:db8:0:0:8000::1 5000'],
  ])('is the same from both sides of %s and %s', (a, b) => {
    const there = read(udpPacket(a, b));
    const back = read(udpPacket(b, a));
    expect(back.words).toEqual(there.words);
    expect(there.swapped + back.swapped).toBe(1);
    expect(read(udpPacket(a, b), 2).words[KEY_HASH]).not.toBe(there.words[KEY_HASH]);
  });

  const homes: [string, (i: number) => Packet][] = [
    ['one device, many ports, one server', (i) => udpPacket(`192.168.1.7 ${1_024 + i}`, '203.0.113.5 443')],
    ['many devices and servers in step', (i) => udpPacket(`10.0.${i >> 8}.${i & 255} ${40_000 + i}`, `203.0.${i >> 8}.${i & 255} 443`)],
    ['one port everywhere', (i) => udpPacket(`10.0.${i >> 8}.${i & 255} 5353`, `10.0.${i >> 8}.${255 - (i & 255)} 5354`)],
    ['a scan of ports', (i) => udpPacket('192.168.1.7 40000', `192.168.1.8 ${i + 1}`)],
    [
      'IPv6 interface identifiers',
      (i) => udpPacket(`2001:db8::${(i * 16).toString(16)} ${40_000 + (i % 50)}`, `2001:db8:1::${i.toString(16)} 443`),
    ],
  ];
  it.each(homes)('spreads 4096 keys: %s', (_name, packet) => {
    for (const seed of [0, 1, -1, 0x12345678]) {
      const key = new FlowKey(seed);
      const hashes = new Set<number>();
      const chains = new Int32Array(8_192);
      for (let i = 0; i < 4_096; i += 1) {
        key.read(packet(i));
        hashes.add(key.words[KEY_HASH]!);
        chains[key.words[KEY_HASH]! & 8_191]! += 1;
      }
      expect(hashes.size).toBeGreaterThan(4_000);
      expect(Math.max(...chains)).toBeLessThanOrEqual(8);
    }
  });
});
