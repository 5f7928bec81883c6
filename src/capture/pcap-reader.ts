import { u16, u16le, u32, u32le } from '../bytes/read.ts';
import { CAPTURE_BOUNDS } from './bounds.ts';
import { canonicalLinkType } from './link-types.ts';
import { chooseHeaderLength, headerLengths } from './pcap-variant.ts';
import type { RecordReader } from './record-reader.ts';
import type { Tally } from './tally.ts';

const FILE_HEADER_LENGTH = 24;
const MAGIC_NANOSECONDS = 0xa1b23c4d;
const MAGICS: readonly number[] = [0xa1b2c3d4, MAGIC_NANOSECONDS, 0xa1b2cd34];

/** True where the four octets at `at` open a classic capture of either byte order. */
export function isPcap(b: Buffer, at: number): boolean {
  return MAGICS.includes(u32(b, at)) || MAGICS.includes(u32le(b, at));
}

/** Classic capture files (draft-ietf-opsawg-pcap), with the record headers that other systems wrote under the same magic numbers. */
export class PcapReader implements RecordReader {
  readonly format = 'pcap';
  need = FILE_HEADER_LENGTH;
  flaw: string | null = null;
  flawAt = 0;
  settled = false;
  private readonly tally: Tally;
  private readonly live: boolean;
  private big = false;
  private nanoseconds = false;
  /** 0: not known yet. */
  private headerLength = 0;
  private lengths: readonly number[] = [];
  private linkType = 0;
  private minor = 4;

  /** `live`: the capture grows; nothing is held back to see what follows it. */
  constructor(tally: Tally, live = false) {
    this.tally = tally;
    this.live = live;
  }

  read(buffer: Buffer, start: number, end: number, last: boolean): number {
    let at = start;
    if (!this.settled) {
      if (end - start < FILE_HEADER_LENGTH) return start;
      at += this.fileHeader(buffer, start);
      if (this.flaw !== null) return start;
    }
    if (this.headerLength === 0) {
      const chosen = chooseHeaderLength(buffer, at, end, this.big, this.lengths, last);
      // One record and a header in all: the longest that can be asked for stays far below HEADROOM.
      if (chosen === null) {
        this.need = end - at < 16 ? 16 : 64 + (this.big ? u32 : u32le)(buffer, at + 8);
        return at;
      }
      this.headerLength = chosen;
    }
    return this.records(buffer, at, end);
  }

  private records(b: Buffer, start: number, end: number): number {
    const { tally, big, headerLength, linkType } = this;
    const swaps = this.minor < 4;
    let at = start;
    // Set before the loop: whatever is done behind a loop that is left once a block makes its machine code be thrown away.
    this.need = headerLength;
    while (at + headerLength <= end) {
      let captured = big ? u32(b, at + 8) : u32le(b, at + 8);
      let original = big ? u32(b, at + 12) : u32le(b, at + 12);
      if (swaps && (this.minor < 3 || captured > original)) [captured, original] = [original, captured];
      if (captured > CAPTURE_BOUNDS.capturedLengthMax) {
        this.flaw = 'capture-record-too-long';
        this.flawAt = at;
        return at;
      }
      const from = at + headerLength;
      if (from + captured > end) {
        this.need = headerLength + captured;
        return at;
      }
      this.stamp(b, at);
      tally.frame(b, from, from + captured, original, linkType);
      at = from + captured;
    }
    return at;
  }

  /** Takes the time of the record at `at`. Apart from the loop, where a double would be an object until the loop is compiled. */
  private stamp(b: Buffer, at: number): void {
    const { big, nanoseconds } = this;
    const { time, current } = this.tally;
    const seconds = big ? u32(b, at) : u32le(b, at);
    const fraction = big ? u32(b, at + 4) : u32le(b, at + 4);
    time[0] = seconds * 1_000_000 + (nanoseconds ? Math.floor(fraction / 1_000) : fraction);
    current.nanoseconds = nanoseconds ? fraction % 1_000 : 0;
  }

  /** Takes the file header in; gives its length. */
  private fileHeader(b: Buffer, at: number): number {
    this.big = MAGICS.includes(u32(b, at));
    const magic = this.big ? u32(b, at) : u32le(b, at);
    const major = this.big ? u16(b, at + 4) : u16le(b, at + 4);
    const network = this.big ? u32(b, at + 20) : u32le(b, at + 20);
    if (major !== 2) this.flaw = 'capture-version-unsupported';
    this.flawAt = at;
    this.minor = this.big ? u16(b, at + 6) : u16le(b, at + 6);
    this.nanoseconds = magic === MAGIC_NANOSECONDS;
    this.lengths = this.live ? headerLengths(magic).slice(0, 1) : headerLengths(magic);
    // The upper bits tell the length of the frame check sequence and hold reserved bits: the registry's number is below.
    this.linkType = canonicalLinkType(network & 0xffff);
    this.settled = true;
    return FILE_HEADER_LENGTH;
  }
}
