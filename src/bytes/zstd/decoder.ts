import { BLOCK_OCTETS_MAX, BlockState, readBlock } from './block.ts';

// Frames: RFC 8878, 3.1: https://www.rfc-editor.org/rfc/rfc8878#section-3.1

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a5;
const HISTORY_MIN = 256 << 10;
const BLOCK_HEADER_LENGTH = 3;

/** Why decoding stopped: what came makes no sense (or needs a dictionary), or it asks for a window beyond the bound. */
export type ZstdFlaw = 'damaged' | 'limit';

type State = 'magic' | 'skip-length' | 'header' | 'block' | 'content' | 'checksum';

/** Takes octets as they come out; they are overwritten afterwards. */
export type ZstdSink = (octets: Buffer, start: number, end: number) => void;

/**
 * Decodes a stream of one or many Zstandard frames piece by piece. Work and memory are bounded by what goes in and what comes out,
 * whatever the octets claim; check sums are passed over.
 */
export class ZstdDecoder {
  readonly #windowMax: number;
  readonly #sink: ZstdSink;
  /** Why decoding stopped; null while all is well. */
  flaw: ZstdFlaw | null = null;
  #state: State = 'magic';
  /** Octets of the field or block that is not whole yet. */
  #held = Buffer.alloc(64);
  #count = 0;
  #wanted = 4;
  #skipping = 0;
  #window = 0;
  #hasChecksum = false;
  #blockType = 0;
  #blockLength = 0;
  #lastBlock = false;
  #blocks = new BlockState();
  /** What blocks refer to, and behind it what they give. */
  #history: Buffer = Buffer.alloc(0);
  #end = 0;

  constructor(windowMax: number, sink: ZstdSink) {
    this.#windowMax = windowMax;
    this.#sink = sink;
  }

  /** True between frames. */
  get whole(): boolean {
    return this.#state === 'magic' && this.#count === 0 && this.#skipping === 0;
  }

  /** Takes the next octets of the stream; what the sink throws is thrown on. */
  push(b: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end && this.flaw === null) {
      if (this.#skipping > 0) {
        const step = Math.min(this.#skipping, end - at);
        this.#skipping -= step;
        at += step;
      } else if (this.#count === 0 && end - at >= this.#wanted) {
        const from = at;
        at += this.#wanted;
        this.#field(b, from, at);
      } else {
        const step = Math.min(this.#wanted - this.#count, end - at);
        this.#hold(b, at, at + step);
        at += step;
        if (this.#count === this.#wanted) {
          const length = this.#count;
          this.#count = 0;
          this.#field(this.#held, 0, length);
        }
      }
    }
  }

  #hold(b: Uint8Array, start: number, end: number): void {
    const needed = this.#count + end - start;
    if (this.#held.length < needed) {
      const larger = Buffer.allocUnsafe(Math.min(BLOCK_OCTETS_MAX, needed * 2));
      this.#held.copy(larger, 0, 0, this.#count);
      this.#held = larger;
    }
    this.#held.set(b.subarray(start, end), this.#count);
    this.#count = needed;
  }

  #expect(state: State, wanted: number): void {
    this.#state = state;
    this.#wanted = wanted;
  }

  /** One whole field, `b[start, end)`. */
  #field(b: Uint8Array, start: number, end: number): void {
    if (this.#state === 'magic') this.#magic(number(b, start, 4));
    else if (this.#state === 'skip-length') {
      this.#skipping = number(b, start, 4);
      this.#expect('magic', 4);
    } else if (this.#state === 'header') this.#header(b, start, end);
    else if (this.#state === 'block') this.#blockHeader(number(b, start, 3));
    else if (this.#state === 'content') this.#content(b, start, end);
    else this.#expect('magic', 4);
  }

  #magic(magic: number): void {
    if (magic === MAGIC) this.#expect('header', 1);
    else if (magic >>> 4 === SKIPPABLE) this.#expect('skip-length', 4);
    else this.flaw = 'damaged';
  }

  /** RFC 8878, 3.1.1.1: the first octet tells how long the header is; a header whose first octet alone is there is asked for again. */
  #header(b: Uint8Array, start: number, end: number): void {
    const descriptor = b[start]!;
    const single = (descriptor & 0x20) !== 0;
    const dictionary = [0, 1, 2, 4][descriptor & 3]!;
    const sizeLength = descriptor >>> 6 === 0 ? (single ? 1 : 0) : 1 << (descriptor >>> 6);
    const length = 1 + (single ? 0 : 1) + dictionary + sizeLength;
    if (end - start < length) {
      this.#hold(b, start, end);
      this.#wanted = length;
      return;
    }
    const sizeAt = start + length - sizeLength;
    const size = number(b, sizeAt, sizeLength) + (sizeLength === 2 ? 256 : 0);
    this.#window = single ? size : windowLength(b[start + 1]!);
    this.#hasChecksum = (descriptor & 4) !== 0;
    this.#blocks = new BlockState();
    this.#end = 0;
    if (this.#window > this.#windowMax) this.flaw = 'limit';
    else if ((descriptor & 8) !== 0 || number(b, sizeAt - dictionary, dictionary) !== 0) this.flaw = 'damaged';
    this.#expect('block', BLOCK_HEADER_LENGTH);
  }

  #blockHeader(header: number): void {
    this.#lastBlock = (header & 1) !== 0;
    this.#blockType = (header >>> 1) & 3;
    this.#blockLength = header >>> 3;
    if (this.#blockLength > this.#blockMax || this.#blockType === 3) this.flaw = 'damaged';
    else if (this.#blockLength === 0 && this.#blockType !== 1) this.#blockDone();
    else this.#expect('content', this.#blockType === 1 ? 1 : this.#blockLength);
  }

  get #blockMax(): number {
    return Math.min(this.#window, BLOCK_OCTETS_MAX);
  }

  #content(b: Uint8Array, start: number, end: number): void {
    const type = this.#blockType;
    this.#makeRoom(type === 2 ? this.#blockMax : this.#blockLength);
    const history = this.#history;
    const at = this.#end;
    let to = at + this.#blockLength;
    if (type === 0) history.set(b.subarray(start, end), at);
    else if (type === 1) history.fill(b[start]!, at, to);
    else to = readBlock(this.#blocks, b, start, end, history, at, Math.max(0, at - this.#window), this.#blockMax);
    if (to < 0) {
      this.flaw = 'damaged';
      return;
    }
    this.#end = to;
    this.#blockDone();
    if (to > at) this.#sink(history, at, to);
  }

  #blockDone(): void {
    if (!this.#lastBlock) this.#expect('block', BLOCK_HEADER_LENGTH);
    else if (this.#hasChecksum) this.#expect('checksum', 4);
    else this.#expect('magic', 4);
  }

  /** Room for `octets` more. Where the window has been passed by half, what is behind it is let go: each octet is moved twice at most. */
  #makeRoom(octets: number): void {
    if (this.#end + octets <= this.#history.length) return;
    const kept = Math.min(this.#end, this.#window);
    const most = this.#window + Math.max(this.#window >>> 1, HISTORY_MIN) + BLOCK_OCTETS_MAX;
    if (this.#history.length >= most) {
      this.#history.copyWithin(0, this.#end - kept, this.#end);
      this.#end = kept;
      return;
    }
    const grown = Buffer.allocUnsafe(Math.min(most, Math.max(HISTORY_MIN, (this.#end + octets) * 2)));
    this.#history.copy(grown, 0, 0, this.#end);
    this.#history = grown;
  }
}

/** A number of `length` octets, the lowest first. */
function number(b: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = length - 1; i >= 0; i -= 1) value = value * 256 + b[at + i]!;
  return value;
}

/** RFC 8878, 3.1.1.1.2. */
function windowLength(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >>> 3));
  return base + (base / 8) * (descriptor & 7);
}
