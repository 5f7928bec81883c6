import { createGunzip, type Gunzip } from 'node:zlib';
import { BLOCK_OCTETS_MAX } from '../bytes/zstd/block.ts';
import { ZstdDecoder } from '../bytes/zstd/decoder.ts';
import { CAPTURE_BOUNDS, HEADROOM } from './bounds.ts';
import type { Packing } from './formats.ts';
import { Lz4Unpacker } from './lz4-unpacker.ts';

/** Takes unpacked octets in; what it throws ends the unpacking and is thrown on. */
export type Sink = (block: Buffer, start: number, end: number) => void;

/** Unpacks a stream piece by piece; memory does not depend on how much comes out. */
export interface Unpacker {
  /** Why unpacking ended early; null while all is well. */
  readonly flaw: string | null;
  push(block: Buffer, start: number, end: number): Promise<void>;
  finish(): Promise<void>;
  close(): void;
}

/** An unpacker that gives its octets to `sink` before `push` settles. */
export function unpackerFor(packing: Packing, sink: Sink): Unpacker {
  return packing === 'gzip' ? new GzipUnpacker(sink) : packing === 'zstd' ? new ZstdUnpacker(sink) : new Lz4Unpacker(sink);
}

/**
 * What zlib has unpacked of the piece in which it finds damage is lost, so the pieces are short: shortest in front,
 * where a short capture lies.
 */
const PIECE_LENGTH = 4_096;
const FIRST_PIECE_LENGTH = 64;
const FIRST_PIECES_LENGTH = 4_096;
const UNPACKED_LENGTH = 256 << 10;

/** Gzip of one or many members (RFC 1952), unpacked on the thread pool of Node. */
class GzipUnpacker implements Unpacker {
  flaw: string | null = null;
  private readonly stream: Gunzip = createGunzip({ chunkSize: UNPACKED_LENGTH });
  private thrown: unknown = null;
  private ended = false;
  private taken = 0;
  private wake: () => void = () => undefined;

  constructor(sink: Sink) {
    this.stream.on('data', (chunk: Buffer) => {
      if (this.thrown !== null) return;
      try {
        sink(chunk, 0, chunk.length);
      } catch (error) {
        this.thrown = error;
      }
    });
    this.stream.on('error', () => this.end('capture-unpack-failed'));
    this.stream.on('end', () => this.end(null));
  }

  async push(block: Buffer, start: number, end: number): Promise<void> {
    for (let at = start; at < end && !this.ended;) {
      const to = Math.min(end, at + (this.taken < FIRST_PIECES_LENGTH ? FIRST_PIECE_LENGTH : PIECE_LENGTH));
      this.taken += to - at;
      // The stream may end within a piece, before it has called back: whichever comes first.
      await this.settled((done) => this.stream.write(block.subarray(at, to), done));
      at = to;
    }
  }

  /** All that could be unpacked is out already: an error here says that the last member is not whole. */
  async finish(): Promise<void> {
    if (this.ended) return;
    await this.settled(() => this.stream.end());
    if (this.flaw !== null) this.flaw = 'capture-cut-short';
  }

  close(): void {
    this.ended = true;
    this.stream.destroy();
  }

  private end(flaw: string | null): void {
    this.flaw = flaw;
    this.ended = true;
    this.wake();
  }

  private async settled(start: (done: () => void) => void): Promise<void> {
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      start(resolve);
    });
    if (this.thrown !== null) throw this.thrown;
  }
}

/** Zstandard of one or many frames (RFC 8878), unpacked on the calling thread: Node 20 has no decoder of its own. */
class ZstdUnpacker implements Unpacker {
  flaw: string | null = null;
  private readonly decoder: ZstdDecoder;
  /** What comes out is handed on from here: whoever takes it may write in front of it, and the decoder needs its own octets later. */
  private readonly room = Buffer.allocUnsafeSlow(HEADROOM + BLOCK_OCTETS_MAX);

  constructor(sink: Sink) {
    this.decoder = new ZstdDecoder(CAPTURE_BOUNDS.zstdWindowMax, (octets, start, end) => {
      octets.copy(this.room, HEADROOM, start, end);
      sink(this.room, HEADROOM, HEADROOM + end - start);
    });
  }

  async push(block: Buffer, start: number, end: number): Promise<void> {
    this.decoder.push(block, start, end);
    const { flaw } = this.decoder;
    if (flaw !== null) this.flaw ??= flaw === 'limit' ? 'capture-unpack-limit' : 'capture-unpack-failed';
  }

  async finish(): Promise<void> {
    if (this.flaw === null && !this.decoder.whole) this.flaw = 'capture-cut-short';
  }

  close(): void {
    this.flaw ??= null;
  }
}
