import { u32 } from '../bytes/read.ts';
import { CAPTURE_BOUNDS } from './bounds.ts';
import type { RecordReader } from './record-reader.ts';
import type { Tally } from './tally.ts';

// Captures of Solaris: RFC 1761.

const MAGIC = Buffer.from('snoop\0\0\0', 'latin1');
const FILE_HEADER_LENGTH = 16;
const RECORD_HEADER_LENGTH = 24;
/** Octets that pad a record: some writers do it to four, some to eight, and none needs many. */
const PADDING_MAX = 64;
const LINK_TYPES: Readonly<Record<number, number>> = { 0: 1, 2: 6, 4: 1, 8: 10 };
/** A number that the registry leaves to private use: frames of it are counted, and not read. */
const UNKNOWN_LINK_TYPE = 162;

/** True where the eight octets at `at` open a snoop file. */
export function isSnoop(b: Buffer, at: number, end: number): boolean {
  return end - at >= MAGIC.length && b.compare(MAGIC, 0, MAGIC.length, at, at + MAGIC.length) === 0;
}

/** Snoop files, version 2. */
export class SnoopReader implements RecordReader {
  readonly format = 'snoop';
  need = FILE_HEADER_LENGTH;
  flaw: string | null = null;
  flawAt = 0;
  settled = false;
  private readonly tally: Tally;
  private linkType = 0;
  private dropped = 0;

  constructor(tally: Tally) {
    this.tally = tally;
  }

  read(buffer: Buffer, start: number, end: number): number {
    if (this.settled) return this.records(buffer, start, end);
    if (end - start < FILE_HEADER_LENGTH) return start;
    if (u32(buffer, start + 8) !== 2) return this.damaged('capture-version-unsupported', start);
    this.linkType = LINK_TYPES[u32(buffer, start + 12)] ?? UNKNOWN_LINK_TYPE;
    this.settled = true;
    return this.records(buffer, start + FILE_HEADER_LENGTH, end);
  }

  private records(b: Buffer, start: number, end: number): number {
    let at = start;
    while (end - at >= RECORD_HEADER_LENGTH) {
      const captured = u32(b, at + 4);
      const length = u32(b, at + 8);
      if (captured > CAPTURE_BOUNDS.capturedLengthMax) return this.damaged('capture-record-too-long', at);
      const padding = length - RECORD_HEADER_LENGTH - captured;
      if (padding < 0 || padding > PADDING_MAX) return this.damaged('capture-record-too-long', at);
      if (at + length > end) {
        this.need = length;
        return at;
      }
      this.lost(u32(b, at + 12));
      const from = at + RECORD_HEADER_LENGTH;
      this.tally.time[0] = u32(b, at + 16) * 1_000_000 + u32(b, at + 20);
      this.tally.frame(b, from, from + captured, u32(b, at), this.linkType);
      at += length;
    }
    this.need = RECORD_HEADER_LENGTH;
    return at;
  }

  /** Every record tells how many frames were lost since the capture began. */
  private lost(count: number): void {
    if (count <= this.dropped) return;
    this.dropped = count;
    this.tally.dropped = count;
  }

  private damaged(reason: string, at: number): number {
    this.flaw = reason;
    this.flawAt = at;
    return at;
  }
}
