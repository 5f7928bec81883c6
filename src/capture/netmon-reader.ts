import { u16le, u32le } from '../bytes/read.ts';
import { CAPTURE_BOUNDS } from './bounds.ts';
import { canonicalLinkType } from './link-types.ts';
import type { RecordReader } from './record-reader.ts';
import type { Tally } from './tally.ts';

// Captures of Microsoft Network Monitor, versions 1 and 2: a header, frames one after another, then tables about them.

const FILE_HEADER_LENGTH = 128;
const MAGICS: readonly string[] = ['RTSS', 'GMBU'];
const AT = { minor: 4, major: 5, network: 6, start: 8, tableOffset: 24, tableLength: 28 } as const;
const TABLE_ENTRY_LENGTH = 4;
const HEADER_LENGTH_1 = 8;
const HEADER_LENGTH_2 = 16;
/** What stands behind a frame: its network from version 2.1 on, its process from 2.2 on, its time in UTC and its time zone from 2.3 on. */
const TRAILER_LENGTHS: readonly number[] = [0, 2, 6, 15];
const NETWORKS: Readonly<Record<number, number>> = { 1: 1, 2: 6, 3: 10, 8: 101, 9: 101 };
/** A number that the registry leaves to private use: frames of it are counted, and not read. */
const UNKNOWN_LINK_TYPE = 162;
/** Numbers from here on are those of the pcap registry, up to where records begin that are no frames. */
const PCAP_NETWORKS = 0xe000;
const NO_FRAMES = 0xff00;
/** Between 1601 and 1970, in microseconds. */
const EPOCH_1601 = 11_644_473_600_000_000;
const TWO_32 = 2 ** 32;

/** True where the four octets at `at` open a file of Network Monitor. */
export function isNetmon(b: Buffer, at: number): boolean {
  return MAGICS.includes(b.latin1Slice(at, at + 4));
}

/** Files of Network Monitor whose frames lie in order, as every program writes them: the table behind them only tells how many. */
export class NetmonReader implements RecordReader {
  readonly format = 'netmon';
  need = FILE_HEADER_LENGTH;
  flaw: string | null = null;
  flawAt = 0;
  /** All the frames that the file speaks of were read. */
  settled = false;
  private readonly tally: Tally;
  private headed = false;
  private headerLength = HEADER_LENGTH_2;
  private trailerLength = 0;
  private linkType = 0;
  private start = 0;
  private left = 0;

  constructor(tally: Tally) {
    this.tally = tally;
  }

  read(buffer: Buffer, start: number, end: number): number {
    if (this.headed) return this.records(buffer, start, end);
    if (end - start < FILE_HEADER_LENGTH) return start;
    if (!this.fileHeader(buffer, start)) return this.damaged('capture-version-unsupported', start);
    return this.records(buffer, start + FILE_HEADER_LENGTH, end);
  }

  private fileHeader(b: Buffer, at: number): boolean {
    const major = b[at + AT.major]!;
    if (major !== 1 && major !== 2) return false;
    this.headerLength = major === 1 ? HEADER_LENGTH_1 : HEADER_LENGTH_2;
    this.trailerLength = major === 1 ? 0 : TRAILER_LENGTHS[Math.min(b[at + AT.minor]!, TRAILER_LENGTHS.length - 1)]!;
    this.linkType = linkTypeOf(u16le(b, at + AT.network));
    this.start = systemTime(b, at + AT.start);
    this.left = Math.floor(u32le(b, at + AT.tableLength) / TABLE_ENTRY_LENGTH);
    this.headed = true;
    return true;
  }

  private records(b: Buffer, start: number, end: number): number {
    const { headerLength, trailerLength } = this;
    let at = start;
    while (this.left > 0 && end - at >= headerLength) {
      const short = headerLength === HEADER_LENGTH_1;
      const original = short ? u16le(b, at + 4) : u32le(b, at + 8);
      const captured = short ? u16le(b, at + 6) : u32le(b, at + 12);
      if (captured > CAPTURE_BOUNDS.capturedLengthMax) return this.damaged('capture-record-too-long', at);
      const length = headerLength + captured + trailerLength;
      if (at + length > end) {
        this.need = length;
        return at;
      }
      this.frame(b, at, captured, original);
      this.left -= 1;
      at += length;
    }
    this.need = this.left > 0 ? headerLength : 1;
    this.settled = this.left === 0;
    return this.left > 0 ? at : end;
  }

  private frame(b: Buffer, at: number, captured: number, original: number): void {
    const from = at + this.headerLength;
    const behind = from + captured;
    const network = this.trailerLength > 0 ? u16le(b, behind) : 0;
    if (network >= NO_FRAMES) {
      this.tally.unread('capture-records-unread', false);
      return;
    }
    this.tally.time[0] = this.time(b, at, behind);
    this.tally.frame(b, from, behind, original, network > 0 ? linkTypeOf(network) : this.linkType);
  }

  /** Microseconds since the epoch: in UTC where the frame tells it, else by the clock of the machine that captured. */
  private time(b: Buffer, at: number, behind: number): number {
    if (this.headerLength === HEADER_LENGTH_1) return this.start + u32le(b, at) * 1_000;
    const absolute = this.trailerLength === 15 ? (u32le(b, behind + 10) * TWO_32 + u32le(b, behind + 6)) / 10 - EPOCH_1601 : 0;
    return Math.floor(absolute > 0 ? absolute : this.start + u32le(b, at + 4) * TWO_32 + u32le(b, at));
  }

  private damaged(reason: string, at: number): number {
    this.flaw = reason;
    this.flawAt = at;
    return at;
  }
}

function linkTypeOf(network: number): number {
  if (network >= PCAP_NETWORKS) return canonicalLinkType(network & 0xff);
  return NETWORKS[network] ?? UNKNOWN_LINK_TYPE;
}

/** Year, month, day of the week, day, hour, minute, second, millisecond, two octets each; 0 where it is no time. */
function systemTime(b: Buffer, at: number): number {
  const part = (index: number): number => u16le(b, at + 2 * index);
  const millis = Date.UTC(part(0), part(1) - 1, part(3), part(4), part(5), part(6), part(7));
  return Number.isNaN(millis) || millis < 0 ? 0 : millis * 1_000;
}
