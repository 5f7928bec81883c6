import { type BuiltFrame, halves, words } from './pcap.ts';

/** An option: code and value. */
export type BuiltOption = readonly [code: number, value: Buffer];

const padded = (b: Buffer): Buffer => Buffer.concat([b, Buffer.alloc(-b.length & 3)]);

/** Options with opt_endofopt; nothing where there are none. */
export function options(big: boolean, list: readonly BuiltOption[]): Buffer {
  if (list.length === 0) return Buffer.alloc(0);
  return Buffer.concat([...list.map(([code, value]) => Buffer.concat([halves(big, code, value.length), padded(value)])), Buffer.alloc(4)]);
}

/** A block of any type around a body. */
export function block(big: boolean, type: number, ...body: Buffer[]): Buffer {
  const inside = padded(Buffer.concat(body));
  const length = words(big, inside.length + 12);
  return Buffer.concat([words(big, type), length, inside, length]);
}

export function sectionHeader(big = false, list: readonly BuiltOption[] = [], major = 1): Buffer {
  return block(big, 0x0a0d0d0a, words(big, 0x1a2b3c4d), halves(big, major, 0), words(big, 0xffffffff, 0xffffffff), options(big, list));
}

export function interfaceBlock(big = false, linkType = 1, list: readonly BuiltOption[] = [], snapLength = 0): Buffer {
  return block(big, 1, halves(big, linkType, 0), words(big, snapLength), options(big, list));
}

/** `units`: the timestamp as the interface counts it. */
export function enhancedPacket(big: boolean, index: number, units: bigint, frame: BuiltFrame, list: readonly BuiltOption[] = []): Buffer {
  const times = [Number(units >> 32n), Number(units & 0xffffffffn)];
  const lengths = [frame.octets.length, frame.original ?? frame.octets.length];
  return block(big, 6, words(big, index, ...times, ...lengths), padded(frame.octets), options(big, list));
}

export function obsoletePacket(big: boolean, index: number, units: bigint, frame: BuiltFrame): Buffer {
  const times = [Number(units >> 32n), Number(units & 0xffffffffn)];
  const lengths = [frame.octets.length, frame.original ?? frame.octets.length];
  return block(big, 2, halves(big, index, 0xffff), words(big, ...times, ...lengths), padded(frame.octets));
}

export function simplePacket(big: boolean, frame: BuiltFrame): Buffer {
  return block(big, 3, words(big, frame.original ?? frame.octets.length), padded(frame.octets));
}

/** Interface statistics with the two drop counters. */
export function statistics(big: boolean, index: number, interfaceDrops: number, systemDrops: number): Buffer {
  const u64 = (value: number): Buffer => (big ? words(true, 0, value) : words(false, value, 0));
  const list: BuiltOption[] = [
    [5, u64(interfaceDrops)],
    [7, u64(systemDrops)],
  ];
  return block(big, 5, words(big, index, 0, 0), options(big, list));
}

export interface PcapngShape {
  readonly big?: boolean;
  readonly linkType?: number;
  /** Times in nanoseconds. */
  readonly nanoseconds?: boolean;
  /** Frames a section; all in one where it is left out. */
  readonly sectionLength?: number;
}

/** A pcapng capture of the given frames. */
export function buildPcapng(frames: readonly BuiltFrame[], shape: PcapngShape = {}): Buffer {
  const big = shape.big ?? false;
  const resolution: BuiltOption[] = shape.nanoseconds === true ? [[9, Buffer.from([9])]] : [];
  const blocks: Buffer[] = [];
  frames.forEach((frame, i) => {
    if (i % (shape.sectionLength ?? frames.length) === 0)
      blocks.push(sectionHeader(big), interfaceBlock(big, shape.linkType ?? 1, resolution));
    const units = shape.nanoseconds === true ? BigInt(frame.at) * 1_000n + 7n : BigInt(frame.at);
    blocks.push(enhancedPacket(big, 0, units, frame, i % 3 === 0 ? [[1, Buffer.from('comment')]] : []));
  });
  if (frames.length === 0) blocks.push(sectionHeader(big));
  return Buffer.concat(blocks);
}
