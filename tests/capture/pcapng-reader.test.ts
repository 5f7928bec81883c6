import { describe, expect, it } from 'vitest';
import { isPcapng } from '../../src/capture/pcapng-reader.ts';
import { halves, sampleFrames, words } from '../builders/pcap.ts';
import {
  block,
  buildPcapng,
  enhancedPacket,
  interfaceBlock,
  obsoletePacket,
  options,
  sectionHeader,
  simplePacket,
  statistics,
} from '../builders/pcapng.ts';
import { feedAll, linesOf } from './gather.ts';

const frames = sampleFrames(3);
const units = frames.map((f) => BigInt(f.at));
const [one, two] = frames as [(typeof frames)[0], (typeof frames)[0]];
const head = (big = false): Buffer[] => [sectionHeader(big), interfaceBlock(big)];
const all = (...blocks: Buffer[]): ReturnType<typeof feedAll> => feedAll(Buffer.concat(blocks));

describe('isPcapng', () => {
  it('goes by the first block type', () => {
    expect(isPcapng(Buffer.from('0a0d0d0a', 'hex'), 0)).toBe(true);
    expect(isPcapng(Buffer.from('0a0d0a0d', 'hex'), 0)).toBe(false);
  });
});

describe.each([false, true])('PcapngReader (big-endian: %s)', (big) => {
  it('reads the obsolete packet block', () => {
    const blocks = frames.map((f, i) => obsoletePacket(big, 0, units[i]!, f));
    expect(all(...head(big), ...blocks).lines).toEqual(linesOf(frames));
  });

  it('reads simple packets, cut to the snap length of the first interface', () => {
    const b = [sectionHeader(big), interfaceBlock(big, 113, [], 20), interfaceBlock(big, 1)];
    const cut = { octets: two.octets.subarray(0, 20), at: 0, original: two.octets.length };
    const { lines, tally } = all(...b, simplePacket(big, { octets: one.octets, at: 0 }), simplePacket(big, cut));
    expect(lines).toEqual(linesOf([{ octets: one.octets, at: 0 }, cut], 113));
    expect(tally.notices()).toEqual([{ code: 'capture-frames-without-time', count: 2, incomplete: false }]);
    expect(tally.first).toBe(Number.POSITIVE_INFINITY);
  });

  it('knows a simple packet for one of the first interface, whatever came before', () => {
    const { tally } = all(
      sectionHeader(big),
      interfaceBlock(big),
      interfaceBlock(big),
      enhancedPacket(big, 1, 5n, one),
      simplePacket(big, one),
    );
    expect(tally.current).toMatchObject({ number: 2, interfaceIndex: 0 });
  });

  it('keeps the interfaces apart, and forgets them in a new section of the other byte order', () => {
    const nanos = interfaceBlock(big, 127, [[9, Buffer.from([9])]]);
    const { lines } = all(
      ...[sectionHeader(big), interfaceBlock(big, 1), nanos],
      ...[enhancedPacket(big, 1, 5_999n, one), enhancedPacket(big, 0, 7n, one)],
      ...[sectionHeader(!big), interfaceBlock(!big, 101), enhancedPacket(!big, 0, 9n, one)],
    );
    expect(lines.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual(['1 5 127', '2 7 1', '3 9 101']);
  });

  it('passes over blocks that hold no frame, and numbers custom blocks as Wireshark does', () => {
    const { lines, tally } = all(
      ...head(big),
      block(big, 4, halves(big, 1, 6), Buffer.from('7f000001'), halves(big, 0, 0)),
      block(big, 10, words(big, 0x544c534b, 4), Buffer.from('keys')),
      block(big, 0x7777, Buffer.from('unknown')),
      block(big, 0xbad, words(big, 32_473), Buffer.from('custom')),
      enhancedPacket(big, 0, units[0]!, one),
    );
    expect(lines).toEqual([linesOf([one])[0]!.replace(/^1/, '2')]);
    expect(tally.notices()).toEqual([{ code: 'capture-records-without-frame', count: 1, incomplete: false }]);
    expect(tally.damage).toBeNull();
  });

  it('adds up the drops of every section', () => {
    const section = (drops: number): Buffer[] => [...head(big), statistics(big, 0, 1, 1), statistics(big, 0, drops, 1)];
    expect(all(...section(9)).tally.dropped).toBe(10);
    expect(all(...section(9), ...section(99)).tally.dropped).toBe(110);
    expect(all(...head(big)).tally.dropped).toBeNull();
  });

  it('counts the drops that frames tell of, once where their interface tells of them too', () => {
    const count = (drops: bigint): Buffer => {
      const octets = Buffer.alloc(8);
      if (big) octets.writeBigUInt64BE(drops);
      else octets.writeBigUInt64LE(drops);
      return octets;
    };
    const after = (drops: bigint): Buffer => enhancedPacket(big, 0, 5n, one, [[4, count(drops)]]);
    expect(all(...head(big), after(0n)).tally.dropped).toBe(0);
    const section = [...head(big), after(2n), after(3n)];
    expect(all(...section).tally.dropped).toBe(5);
    expect(all(...section, statistics(big, 0, 6, 1)).tally.dropped).toBe(7);
    expect(all(...section, statistics(big, 0, 6, 1), ...section).tally.dropped).toBe(12);
    expect(all(...head(big), enhancedPacket(big, 0, 5n, one, [[4, Buffer.alloc(4)]])).tally.dropped).toBeNull();
  });

  it('counts frames of interfaces past the bound without reading them', () => {
    const many = Array.from({ length: 1_100 }, () => interfaceBlock(big));
    const { lines, tally } = all(
      sectionHeader(big),
      ...many,
      enhancedPacket(big, 1_099, 1n, one),
      enhancedPacket(big, 1_023, units[0]!, one),
    );
    expect(lines).toEqual([linesOf([one])[0]!.replace(/^1/, '2')]);
    expect(tally.notices()).toEqual([{ code: 'capture-interfaces-forgotten', count: 1, incomplete: true }]);
  });

  it('reads the frame of a block too long to be held, and passes over the rest', () => {
    const long = enhancedPacket(
      big,
      0,
      units[0]!,
      one,
      Array.from({ length: 12 }, () => [1, Buffer.alloc(60_000)] as const),
    );
    const custom = block(big, 0x7777, Buffer.alloc(2 << 20));
    const { lines, tally } = all(...head(big), long, custom, enhancedPacket(big, 0, units[1]!, two));
    expect(lines).toEqual(linesOf([one, two]));
    expect(tally.notices()).toEqual([{ code: 'capture-blocks-passed-over', count: 2, incomplete: false }]);
    expect(tally.damage).toBeNull();
  });

  it('accepts a length that leaves the padding out', () => {
    const odd = Buffer.concat([words(big, 0x7777, 14), Buffer.alloc(4), words(big, 14)]);
    expect(all(...head(big), odd, enhancedPacket(big, 0, units[0]!, one)).lines).toHaveLength(1);
  });
});

describe('damage in pcapng', () => {
  const good = Buffer.concat([...head(), enhancedPacket(false, 0, units[0]!, one)]);
  const packet = enhancedPacket(false, 0, units[1]!, two);
  const changed = (b: Buffer, at: number, value: number): Buffer => {
    const copy = Buffer.from(b);
    copy.writeUInt32LE(value >>> 0, at);
    return copy;
  };
  const badOptions = Buffer.concat([halves(false, 1, 500), Buffer.from('abcd')]);
  const table: readonly (readonly [name: string, block: Buffer, reason: string])[] = [
    ['block length 0', changed(packet, 4, 0), 'capture-block-length'],
    ['block length 8', changed(packet, 4, 8), 'capture-block-length'],
    ['block length 0xfffffff0', changed(packet, 4, 0xfffffff0), 'capture-block-length'],
    ['a packet block shorter than its fixed part', block(false, 6, Buffer.alloc(16)), 'capture-block-length'],
    ['lengths that differ', changed(packet, packet.length - 4, 12), 'capture-block-lengths-differ'],
    ['a captured length of 2 GiB', changed(packet, 20, 0x7fffffff), 'capture-record-too-long'],
    ['a captured length past the block', changed(packet, 20, two.octets.length + 4), 'capture-block-length'],
    ['an unknown interface', changed(packet, 8, 77), 'capture-interface-unknown'],
    [
      'options past a packet block',
      block(false, 6, packet.subarray(8, 28), Buffer.alloc(two.octets.length + (-two.octets.length & 3)), badOptions),
      'capture-options-overrun',
    ],
    ['options past an interface', block(false, 1, halves(false, 1, 0), words(false, 0), badOptions), 'capture-options-overrun'],
    ['options past the statistics', block(false, 5, words(false, 0, 0, 0), badOptions), 'capture-options-overrun'],
    [
      'options past a section header',
      block(false, 0x0a0d0d0a, words(false, 0x1a2b3c4d), halves(false, 1, 0), words(false, 0, 0), badOptions),
      'capture-options-overrun',
    ],
    ['names past their block', block(false, 4, halves(false, 1, 0xffff), Buffer.alloc(4)), 'capture-names-overrun'],
    ['a section of version 2', sectionHeader(false, [], 2), 'capture-version-unsupported'],
    ['a section without a byte order', changed(sectionHeader(), 8, 0x11223344), 'capture-byte-order'],
    ['an interface block of 1 MiB', block(false, 1, Buffer.alloc(1 << 20)), 'capture-block-length'],
    ['a simple packet block that is too short', block(false, 3, words(false, 100), Buffer.alloc(20)), 'capture-block-length'],
    ['a cut', packet.subarray(0, packet.length - 1), 'capture-cut-short'],
    ['a cut within a block type', packet.subarray(0, 3), 'capture-cut-short'],
  ];

  it.each(table)('%s: keeps what lies before, and says where', (_name, bad, reason) => {
    const { lines, tally } = feedAll(Buffer.concat([good, bad, reason === 'capture-cut-short' ? Buffer.alloc(0) : packet]));
    expect(lines).toEqual(linesOf([one]));
    expect(tally.damage).toEqual({ offset: good.length, reason, frame: 1 });
  });

  it('says so where a simple packet comes before any interface', () => {
    const { tally } = all(sectionHeader(), simplePacket(false, one));
    expect(tally.damage).toEqual({ offset: 28, reason: 'capture-interface-unknown', frame: 0 });
  });

  it('finds the wrong length behind a long block, and a cut within one', () => {
    const long = block(false, 0x7777, Buffer.alloc(1 << 20));
    const wrong = feedAll(Buffer.concat([good, changed(long, long.length - 4, 12)]));
    expect(wrong.tally.damage).toMatchObject({ reason: 'capture-block-lengths-differ', frame: 1 });
    const cut = feedAll(Buffer.concat([good, long.subarray(0, 700_000)]));
    expect(cut.tally.damage).toMatchObject({ reason: 'capture-cut-short', frame: 1 });
  });

  it('reads a section without anything in it', () => {
    expect(feedAll(buildPcapng([])).tally.damage).toBeNull();
    expect(options(false, [])).toHaveLength(0);
  });
});
