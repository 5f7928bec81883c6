import { CAPTURE_BOUNDS, HEADROOM } from './bounds.ts';
import { packingOf, unreadFormatOf } from './formats.ts';
import { isK12, K12Reader } from './k12-reader.ts';
import { isNetmon, NetmonReader } from './netmon-reader.ts';
import { isPcap, PcapReader } from './pcap-reader.ts';
import { isPcapng, PcapngReader } from './pcapng-reader.ts';
import type { RecordReader } from './record-reader.ts';
import { isSnoop, SnoopReader } from './snoop-reader.ts';
import { CaptureError } from './source.ts';
import type { Tally } from './tally.ts';

const MAGIC_LENGTH = 4;
/** Octets that tell every format that we know. */
const NAME_LENGTH = 16;
/** Pieces in which octets without room in front of them are copied together with what was left of the piece before. */
const SLICE = 1 << 20;

/**
 * Brings the octets of one unpacked capture, in pieces of any length, to the reader of its format, and carries
 * unfinished records over from piece to piece. Work is linear in the octets however small the pieces are.
 */
export class Feeder {
  reader: RecordReader | null = null;
  /** Nothing more is read: the capture is damaged from here on. */
  closed = false;
  private readonly tally: Tally;
  private readonly path: string;
  private readonly live: boolean;
  private carry: Buffer = Buffer.alloc(0);
  private carried = 0;
  private window: Buffer = Buffer.alloc(0);
  private need = MAGIC_LENGTH;
  /** Of the first octet that no reader has consumed, in the unpacked capture. */
  private offset = 0;
  private fed = 0;

  /** `path` is what a CaptureError names; `live`: the capture grows, and every record is read as soon as it is whole. */
  constructor(tally: Tally, path: string, live = false) {
    this.tally = tally;
    this.path = path;
    this.live = live;
  }

  /** Takes in `block[start, end)`. Up to HEADROOM octets in front of `start` are overwritten, if there are that many. */
  feed(block: Buffer, start: number, end: number): void {
    if (this.closed) return;
    this.fed += end - start;
    if (this.fed > CAPTURE_BOUNDS.unpackedOctetsMax) this.damage('capture-unpack-limit', this.offset);
    else if (this.carried === 0) this.parse(block, start, end, false);
    else if (this.carried + end - start < this.need) this.keep(block, start, end);
    else if (start < this.carried) this.throughWindow(block, start, end);
    else {
      this.carry.copy(block, start - this.carried, 0, this.carried);
      this.parse(block, start - this.carried, end, false);
    }
  }

  /** Ends the capture; `reason` where the octets could not all be had. Throws CaptureError where they were no capture at all. */
  finish(reason: string | null): void {
    if (this.closed) return;
    this.parse(this.carry, 0, this.carried, true);
    if (this.closed) return;
    if (this.reader === null) this.refuse(this.carry, 0, this.carried, reason);
    else if (reason !== null) this.damage(reason, this.offset + this.carried);
    else if (this.carried > 0 || !this.reader.settled) this.damage('capture-cut-short', this.offset);
  }

  private parse(block: Buffer, start: number, end: number, last: boolean): void {
    const reader = (this.reader ??= this.choose(block, start, end, last));
    if (reader === null) {
      if (!last) this.keepRest(block, start, end);
      return;
    }
    const at = reader.read(block, start, end, last);
    if (reader.flaw !== null) {
      this.damage(reader.flaw, this.offset + reader.flawAt - start);
      return;
    }
    this.offset += at - start;
    this.need = reader.need;
    this.keepRest(block, at, end);
  }

  /** The reader for what begins at `start`; null where there is not enough to tell. */
  private choose(block: Buffer, start: number, end: number, last: boolean): RecordReader | null {
    if (end - start < MAGIC_LENGTH) return null;
    if (isPcap(block, start)) return new PcapReader(this.tally, this.live);
    if (isPcapng(block, start)) return new PcapngReader(this.tally);
    if (isNetmon(block, start)) return new NetmonReader(this.tally);
    if (isSnoop(block, start, end)) return new SnoopReader(this.tally);
    if (isK12(block, start, end)) return new K12Reader(this.tally);
    if (last || end - start >= NAME_LENGTH) return this.refuse(block, start, end, null);
    this.need = NAME_LENGTH;
    return null;
  }

  private refuse(block: Buffer, start: number, end: number, reason: string | null): never {
    if (reason !== null) throw new CaptureError(reason, this.path, 'no capture could be unpacked');
    if (start === end) throw new CaptureError('capture-empty', this.path, 'empty');
    const format = packingOf(block, start, end) ?? unreadFormatOf(block, start, end);
    if (format !== null) throw new CaptureError('capture-format-unsupported', this.path, format);
    throw new CaptureError('capture-not-a-capture', this.path, block.hexSlice(start, Math.min(end, start + 8)));
  }

  private damage(reason: string, offset: number): void {
    this.tally.damage = { offset, reason, frame: this.tally.number };
    this.closed = true;
    this.carried = 0;
  }

  private keepRest(block: Buffer, at: number, end: number): void {
    if (block === this.carry && at === 0 && end === this.carried) return;
    this.carried = 0;
    if (end > at) this.keep(block, at, end);
  }

  private keep(block: Buffer, at: number, end: number): void {
    if (this.carry.length === 0) this.carry = Buffer.allocUnsafeSlow(HEADROOM);
    block.copy(this.carry, this.carried, at, end);
    this.carried += end - at;
  }

  private throughWindow(block: Buffer, start: number, end: number): void {
    if (this.window.length === 0) this.window = Buffer.allocUnsafeSlow(HEADROOM + SLICE);
    const window = this.window;
    for (let at = start; at < end && !this.closed; at += SLICE) {
      const to = Math.min(end, at + SLICE);
      const carried = this.carried;
      if (carried + to - at < this.need) {
        this.keep(block, at, to);
        continue;
      }
      this.carry.copy(window, 0, 0, carried);
      block.copy(window, carried, at, to);
      this.parse(window, 0, carried + to - at, false);
    }
  }
}
