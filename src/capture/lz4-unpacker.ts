import { u16le, u32le } from '../bytes/read.ts';

// LZ4 frames (lz4_Frame_format 1.6) and blocks (lz4_Block_format). Checksums are passed over: a damaged block seldom unpacks,
// and what does not belong to a capture shows in its records.

const MAGIC = 0x184d2204;
const HISTORY = 64 << 10;
const FLAG = { independent: 0x20, blockChecksum: 0x10, contentSize: 0x08, contentChecksum: 0x04, dictionary: 0x01 } as const;
const STORED = 0x80000000;
const MATCH_MIN = 4;

type Sink = (block: Buffer, start: number, end: number) => void;
type State = 'magic' | 'skip-length' | 'descriptor' | 'header' | 'size' | 'block' | 'checksum' | 'content-checksum';

/** LZ4 of one or many frames, unpacked on the calling thread: Node has no decoder of its own. */
export class Lz4Unpacker {
  flaw: string | null = null;
  private readonly sink: Sink;
  /** The field or block that is being gathered. */
  private held: Buffer = Buffer.alloc(32);
  private count = 0;
  private wanted = 4;
  private skipping = 0;
  private state: State = 'magic';
  private flags = 0;
  private blockMax = 0;
  private stored = false;
  /** Up to 64 KiB of what came out before, then the block that is coming out. */
  private out: Buffer = Buffer.alloc(0);
  private history = 0;

  constructor(sink: Sink) {
    this.sink = sink;
  }

  push(block: Buffer, start: number, end: number): Promise<void> {
    let at = start;
    while (at < end && this.flaw === null) {
      const step = Math.min(this.skipping > 0 ? this.skipping : this.wanted - this.count, end - at);
      if (this.skipping > 0) this.skipping -= step;
      else {
        block.copy(this.held, this.count, at, at + step);
        this.count += step;
        if (this.count === this.wanted) this.field();
      }
      at += step;
    }
    return Promise.resolve();
  }

  finish(): Promise<void> {
    const whole = this.state === 'magic' && this.count === 0 && this.skipping === 0;
    if (this.flaw === null && !whole) this.flaw = 'capture-cut-short';
    return Promise.resolve();
  }

  close(): void {
    this.held = this.out = Buffer.alloc(0);
    this.flaw ??= 'capture-cut-short';
  }

  private expect(state: State, wanted: number): void {
    this.state = state;
    this.wanted = wanted;
    this.count = 0;
  }

  /** The held octets are one whole field. */
  private field(): void {
    switch (this.state) {
      case 'magic':
        return this.magic(u32le(this.held, 0));
      case 'skip-length':
        this.skipping = u32le(this.held, 0);
        return this.expect('magic', 4);
      case 'descriptor':
        return this.descriptor();
      case 'size':
        return this.size(u32le(this.held, 0));
      case 'block':
        return this.block();
      case 'content-checksum':
        return this.expect('magic', 4);
      default:
        return this.expect('size', 4);
    }
  }

  private magic(value: number): void {
    if (value === MAGIC) this.expect('descriptor', 2);
    else if (value >>> 4 === 0x184d2a5) this.expect('skip-length', 4);
    else this.flaw = 'capture-unpack-failed';
  }

  /** Flags and block size; behind them sizes that nobody needs here, and a checksum of one octet. */
  private descriptor(): void {
    this.flags = this.held[0]!;
    const size = (this.held[1]! >> 4) & 7;
    if (this.flags >>> 6 !== 1 || size < 4 || (this.flags & FLAG.dictionary) !== 0) {
      this.flaw = 'capture-unpack-failed';
      return;
    }
    this.blockMax = 1 << (8 + 2 * size);
    if (this.held.length < this.blockMax) this.held = Buffer.allocUnsafeSlow(this.blockMax);
    if (this.out.length < HISTORY + this.blockMax) this.out = Buffer.allocUnsafeSlow(HISTORY + this.blockMax);
    this.history = 0;
    this.expect('header', 1 + ((this.flags & FLAG.contentSize) === 0 ? 0 : 8));
  }

  private size(value: number): void {
    const length = value & (STORED - 1);
    this.stored = value >= STORED;
    if (value === 0) {
      if ((this.flags & FLAG.contentChecksum) === 0) this.expect('magic', 4);
      else this.expect('content-checksum', 4);
    } else if (length === 0 || length > this.blockMax) this.flaw = 'capture-unpack-failed';
    else this.expect('block', length);
  }

  private block(): void {
    if ((this.flags & FLAG.independent) !== 0) this.history = 0;
    const from = this.history;
    const end = this.stored ? from + this.held.copy(this.out, from, 0, this.count) : this.decode(from);
    if (end < 0) {
      this.flaw = 'capture-unpack-failed';
      return;
    }
    this.sink(this.out, from, end);
    this.history = Math.min(end, HISTORY);
    this.out.copyWithin(0, end - this.history, end);
    this.expect((this.flags & FLAG.blockChecksum) === 0 ? 'size' : 'checksum', 4);
  }

  /** Sequences of literals and matches; gives where the block ends in `out`, -1 where it makes no sense. */
  private decode(from: number): number {
    const { held, out, count } = this;
    const limit = from + this.blockMax;
    let at = 0;
    let to = from;
    while (at < count) {
      const token = held[at]!;
      at += 1;
      let literals = token >> 4;
      if (literals === 15) for (let more = 255; more === 255 && at < count; at += 1) literals += more = held[at]!;
      if (at + literals > count || to + literals > limit) return -1;
      held.copy(out, to, at, at + literals);
      at += literals;
      to += literals;
      if (at === count) return to;
      if (at + 2 > count) return -1;
      const source = to - u16le(held, at);
      at += 2;
      let length = (token & 15) + MATCH_MIN;
      if ((token & 15) === 15) for (let more = 255; more === 255 && at < count; at += 1) length += more = held[at]!;
      if (source < 0 || source === to || to + length > limit) return -1;
      copyMatch(out, source, to, length);
      to += length;
    }
    return to;
  }
}

/** A match may overlap what it brings about: then it repeats. */
function copyMatch(out: Buffer, source: number, to: number, length: number): void {
  if (to - source >= length) out.copyWithin(to, source, source + length);
  else for (let i = 0; i < length; i += 1) out[to + i] = out[source + i]!;
}
