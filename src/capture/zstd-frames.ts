import { u32le } from '../bytes/read.ts';
import { CAPTURE_BOUNDS } from './bounds.ts';

const MAGIC = 0xfd2fb528;
const HEADER_LENGTH_MAX = 18;

/**
 * Follows the frames and blocks of a Zstandard stream (RFC 8878, 3.1) without unpacking them, ahead of the library that does:
 * the window that a frame asks for is bounded before it is allocated, and whether the stream ended where a frame ends is known.
 */
export class ZstdFrames {
  /** What is wrong: 'capture-unpack-failed' or 'capture-unpack-limit'. */
  flaw: string | null = null;
  /** Octets that the library moves: it shifts the whole window at every block, however small. */
  moved = 0;
  private state: 'frame' | 'skip-length' | 'header' | 'block' | 'checksum' = 'frame';
  private readonly held = Buffer.alloc(HEADER_LENGTH_MAX);
  private count = 0;
  private wanted = 4;
  private skipping = 0;
  private window = 0;
  private checksum = false;

  /** True between frames. */
  get whole(): boolean {
    return this.state === 'frame' && this.count === 0 && this.skipping === 0;
  }

  /** Follows `b[start, end)`. */
  follow(b: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end && this.flaw === null) {
      if (this.skipping > 0) {
        const step = Math.min(this.skipping, end - at);
        this.skipping -= step;
        at += step;
        continue;
      }
      this.held[this.count] = b[at]!;
      this.count += 1;
      at += 1;
      if (this.count === this.wanted) this.field();
    }
  }

  private expect(state: ZstdFrames['state'], wanted: number): void {
    this.state = state;
    this.wanted = wanted;
    this.count = 0;
  }

  /** The held octets are one whole field. */
  private field(): void {
    if (this.state === 'frame') this.magic();
    else if (this.state === 'skip-length') this.skip(u32le(this.held, 0), 'frame', 4);
    else if (this.state === 'header') this.header();
    else if (this.state === 'block') this.block();
    else this.expect('frame', 4);
  }

  private skip(octets: number, state: ZstdFrames['state'], wanted: number): void {
    this.skipping = octets;
    this.expect(state, wanted);
  }

  private magic(): void {
    const magic = u32le(this.held, 0);
    if (magic === MAGIC) this.expect('header', 1);
    else if (magic >>> 4 === 0x184d2a5) this.expect('skip-length', 4);
    else this.flaw = 'capture-unpack-failed';
  }

  /** Frame header: the first octet tells how long it is (RFC 8878, 3.1.1.1). */
  private header(): void {
    const descriptor = this.held[0]!;
    const single = (descriptor & 0x20) !== 0;
    const dictionary = [0, 1, 2, 4][descriptor & 3]!;
    const sizeField = descriptor >>> 6 === 0 ? (single ? 1 : 0) : 1 << (descriptor >>> 6);
    const length = 1 + (single ? 0 : 1) + dictionary + sizeField;
    if (this.count < length) {
      this.wanted = length;
      return;
    }
    this.checksum = (descriptor & 4) !== 0;
    this.window = single ? this.contentLength(1 + dictionary, sizeField) : windowLength(this.held[1]!);
    this.moved += this.window;
    if (this.window > CAPTURE_BOUNDS.zstdWindowMax) this.flaw = 'capture-unpack-limit';
    this.expect('block', 3);
  }

  private contentLength(at: number, length: number): number {
    let value = 0;
    for (let i = length - 1; i >= 0; i -= 1) value = value * 256 + this.held[at + i]!;
    return length === 2 ? value + 256 : value;
  }

  private block(): void {
    const header = this.held[0]! | (this.held[1]! << 8) | (this.held[2]! << 16);
    const type = (header >>> 1) & 3;
    const last = (header & 1) !== 0;
    this.moved += this.window;
    const octets = type === 1 /* run of one octet */ ? 1 : header >>> 3;
    if (!last) this.skip(octets, 'block', 3);
    else if (this.checksum) this.skip(octets, 'checksum', 4);
    else this.skip(octets, 'frame', 4);
  }
}

/** RFC 8878, 3.1.1.1.2. */
function windowLength(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >>> 3));
  return base + (base / 8) * (descriptor & 7);
}
