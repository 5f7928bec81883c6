import { u16, u16le, u32, u32le } from '../bytes/read.ts';
import { CAPTURE_BOUNDS } from './bounds.ts';
import { Interfaces } from './pcapng-interfaces.ts';
import { namesSound, type OnOption, u64, walkOptions } from './pcapng-options.ts';
import type { RecordReader } from './record-reader.ts';
import type { Tally } from './tally.ts';

/** Block types (draft-ietf-opsawg-pcapng, 11.1). The first reads the same in both byte orders. */
const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const PACKET = 2;
const SIMPLE_PACKET = 3;
const NAME_RESOLUTION = 4;
const INTERFACE_STATISTICS = 5;
const ENHANCED_PACKET = 6;
/** Records without a frame that Wireshark numbers among the frames: journal entries, custom blocks, system calls. */
const NUMBERED: readonly number[] = [9, 0xbad, 0x40000bad, 0x204, 0x208, 0x216, 0x217, 0x221, 0x222];

/** Shortest block of each type that has a body of its own. */
const LENGTH_MIN: Readonly<Record<number, number>> = {
  [SECTION_HEADER]: 28,
  [INTERFACE_DESCRIPTION]: 20,
  [PACKET]: 32,
  [SIMPLE_PACKET]: 16,
  [INTERFACE_STATISTICS]: 24,
  [ENHANCED_PACKET]: 32,
};
const BYTE_ORDER = 0x1a2b3c4d;
const BLOCK_LENGTH_MIN = 12;
/** Of an enhanced packet block: frames lost since the one before (epb_dropcount). */
const OPTION_DROPS = 4;

/** True where the four octets at `at` open a pcapng capture. */
export function isPcapng(b: Buffer, at: number): boolean {
  return u32(b, at) === SECTION_HEADER;
}

/** pcapng captures: any number of sections, of either byte order, with any number of interfaces. */
export class PcapngReader implements RecordReader {
  readonly format = 'pcapng';
  need = BLOCK_LENGTH_MIN;
  flaw: string | null = null;
  flawAt = 0;
  private readonly tally: Tally;
  private big = false;
  private interfaces = new Interfaces();
  /** Drops that the sections before this one have told of. */
  private droppedBefore: number | null = null;
  /** Drops that the frames of this section have told of. */
  private droppedBetween = 0;
  /** Octets of a long block that are still to be passed over, and the length that must stand at its end. */
  private passing = 0;
  private passed = 0;
  private sections = 0;

  constructor(tally: Tally) {
    this.tally = tally;
  }

  get settled(): boolean {
    return this.passing === 0 && this.passed === 0 && this.sections > 0;
  }

  read(b: Buffer, start: number, end: number): number {
    let at = start;
    for (;;) {
      if (this.passing > 0 || this.passed > 0) {
        at = this.pass(b, at, end);
        if (this.passing > 0 || this.passed > 0 || this.flaw !== null) return at;
      }
      if (at + BLOCK_LENGTH_MIN > end) {
        this.need = BLOCK_LENGTH_MIN;
        return at;
      }
      const type = this.big ? u32(b, at) : u32le(b, at);
      if (type === SECTION_HEADER && !this.byteOrder(b, at)) return at;
      const length = this.big ? u32(b, at + 4) : u32le(b, at + 4);
      if (length < (LENGTH_MIN[type] ?? BLOCK_LENGTH_MIN) || length > CAPTURE_BOUNDS.blockOctetsMax)
        return this.fail('capture-block-length', at);
      const padded = (length + 3) & ~3;
      if (padded > CAPTURE_BOUNDS.wholeBlockOctetsMax) {
        const next = this.longBlock(b, at, end, type, padded);
        if (next === at) return at;
        at = next;
        continue;
      }
      if (at + padded > end) {
        this.need = padded;
        return at;
      }
      const trailer = this.big ? u32(b, at + padded - 4) : u32le(b, at + padded - 4);
      if (trailer !== length && trailer !== padded) return this.fail('capture-block-lengths-differ', at);
      if (!this.block(b, at, at + padded - 4, type)) return at;
      at += padded;
    }
  }

  private fail(flaw: string, at: number): number {
    this.flaw = flaw;
    this.flawAt = at;
    return at;
  }

  /** Reads the byte order of a section header, which decides how its length is read. */
  private byteOrder(b: Buffer, at: number): boolean {
    if (u32(b, at + 8) === BYTE_ORDER) this.big = true;
    else if (u32le(b, at + 8) === BYTE_ORDER) this.big = false;
    else this.fail('capture-byte-order', at);
    return this.flaw === null;
  }

  /** One whole block; `end` is where its trailing length stands. False where it is damaged. */
  private block(b: Buffer, at: number, end: number, type: number): boolean {
    if (type === ENHANCED_PACKET) return this.enhanced(b, at, end, end);
    const body = at + 8;
    if (type === INTERFACE_DESCRIPTION) return this.sound(this.interfaces.describe(b, body, end, this.big), at);
    if (type === SIMPLE_PACKET) return this.simple(b, at, end);
    if (type === PACKET) return this.obsolete(b, at, end, end);
    if (type === SECTION_HEADER) return this.section(b, at, end);
    if (type === NAME_RESOLUTION) return this.sound(namesSound(b, body, end, this.big), at, 'capture-names-overrun');
    if (type === INTERFACE_STATISTICS) return this.statistics(b, at, end);
    if (NUMBERED.includes(type)) this.tally.unread('capture-records-without-frame', false);
    return true;
  }

  private sound(good: boolean, at: number, flaw = 'capture-options-overrun'): boolean {
    if (!good) this.fail(flaw, at);
    return good;
  }

  private section(b: Buffer, at: number, end: number): boolean {
    const major = this.big ? u16(b, at + 12) : u16le(b, at + 12);
    if (major !== 1) this.fail('capture-version-unsupported', at);
    else if (!walkOptions(b, at + 24, end, this.big)) this.fail('capture-options-overrun', at);
    if (this.flaw !== null) return false;
    this.droppedBefore = this.tally.dropped;
    this.droppedBetween = 0;
    this.interfaces = new Interfaces();
    this.sections += 1;
    return true;
  }

  private statistics(b: Buffer, at: number, end: number): boolean {
    const good = this.interfaces.statistics(b, at + 8, end, this.big);
    if (this.interfaces.dropped() !== null) this.countDrops();
    return this.sound(good, at);
  }

  /** Interfaces and frames tell of the same drops. */
  private countDrops(): void {
    this.tally.dropped = (this.droppedBefore ?? 0) + Math.max(this.interfaces.dropped() ?? 0, this.droppedBetween);
  }

  private readonly packetOption: OnOption = (code, buffer, start, end) => {
    if (code !== OPTION_DROPS || end - start < 8) return;
    this.droppedBetween += u64(buffer, start, this.big);
    this.countDrops();
  };

  /** `end`: of the block; `optionsEnd`: of what can be looked at. */
  private enhanced(b: Buffer, at: number, end: number, optionsEnd: number): boolean {
    const read = this.big ? u32 : u32le;
    return this.packet(b, at, end, optionsEnd, read(b, at + 8));
  }

  private obsolete(b: Buffer, at: number, end: number, optionsEnd: number): boolean {
    return this.packet(b, at, end, optionsEnd, this.big ? u16(b, at + 8) : u16le(b, at + 8));
  }

  /** Enhanced and obsolete packet blocks differ in the interface number alone. */
  private packet(b: Buffer, at: number, end: number, optionsEnd: number, index: number): boolean {
    const big = this.big;
    const captured = big ? u32(b, at + 20) : u32le(b, at + 20);
    const from = at + 28;
    if (captured > CAPTURE_BOUNDS.capturedLengthMax) return this.fail('capture-record-too-long', at) < 0;
    if (captured > end - from) return this.fail('capture-block-length', at) < 0;
    const { scales, linkTypes, described } = this.interfaces;
    if (index >= described) return this.fail('capture-interface-unknown', at) < 0;
    const options = from + ((captured + 3) & ~3);
    if (options < optionsEnd && !walkOptions(b, options, optionsEnd, big, this.packetOption))
      return this.fail('capture-options-overrun', at) < 0;
    const scale = scales[index];
    if (scale === undefined) {
      this.tally.unread('capture-interfaces-forgotten', true);
      return true;
    }
    const high = word(b, at + 12, big);
    const low = word(b, at + 16, big);
    const original = big ? u32(b, at + 24) : u32le(b, at + 24);
    scale.write(high, low, this.tally.time);
    this.tally.current.nanoseconds = scale.rest(high, low);
    this.tally.current.interfaceIndex = index;
    this.tally.frame(b, from, from + captured, original, linkTypes[index]!);
    return true;
  }

  /** Belongs to the first interface and tells neither time nor captured length (draft-ietf-opsawg-pcapng, 4.4). */
  private simple(b: Buffer, at: number, end: number): boolean {
    const original = this.big ? u32(b, at + 8) : u32le(b, at + 8);
    const linkType = this.interfaces.linkTypes[0];
    if (linkType === undefined) return this.fail('capture-interface-unknown', at) < 0;
    const snapLength = this.interfaces.snapLengths[0]!;
    const captured = snapLength === 0 ? original : Math.min(original, snapLength);
    if (captured > CAPTURE_BOUNDS.capturedLengthMax) return this.fail('capture-record-too-long', at) < 0;
    const from = at + 12;
    if (captured > end - from) return this.fail('capture-block-length', at) < 0;
    this.tally.current.interfaceIndex = 0;
    this.tally.timeless(b, from, from + captured, original, linkType);
    return true;
  }

  /** A block too long to be held: a frame in front of it is read, the rest is passed over. Gives `at` where more octets are needed. */
  private longBlock(b: Buffer, at: number, end: number, type: number, padded: number): number {
    const isPacket = type === ENHANCED_PACKET || type === PACKET;
    if (type === SECTION_HEADER || type === INTERFACE_DESCRIPTION || type === INTERFACE_STATISTICS || type === SIMPLE_PACKET) {
      return this.fail('capture-block-length', at);
    }
    if (isPacket) {
      if (at + 32 > end) return this.wait(at, 32);
      const captured = this.big ? u32(b, at + 20) : u32le(b, at + 20);
      if (captured <= CAPTURE_BOUNDS.capturedLengthMax && at + 28 + captured > end) return this.wait(at, 28 + captured);
      const blockEnd = at + padded - 4;
      const good = type === PACKET ? this.obsolete(b, at, blockEnd, 0) : this.enhanced(b, at, blockEnd, 0);
      if (!good) return at;
    } else if (NUMBERED.includes(type)) this.tally.unread('capture-records-without-frame', false);
    this.tally.note('capture-blocks-passed-over', false);
    this.passing = padded - 12;
    this.passed = padded;
    return at + 8;
  }

  private wait(at: number, need: number): number {
    this.need = need;
    return at;
  }

  /** Passes over the rest of a long block, then checks the length at its end. */
  private pass(b: Buffer, start: number, end: number): number {
    const step = Math.min(this.passing, end - start);
    this.passing -= step;
    const at = start + step;
    if (this.passing > 0 || at + 4 > end) return this.wait(at, this.passing > 0 ? 1 : 4);
    const trailer = this.big ? u32(b, at) : u32le(b, at);
    if (trailer > this.passed || trailer < this.passed - 3) return this.fail('capture-block-lengths-differ', at);
    this.passed = 0;
    return at + 4;
  }
}

/** 32 bits with a sign, which the engine passes without making an object of them. */
function word(b: Buffer, at: number, big: boolean): number {
  return (big ? u32(b, at) : u32le(b, at)) | 0;
}
