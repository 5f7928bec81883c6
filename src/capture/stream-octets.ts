import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type Octets, systemCode } from './octets.ts';

const EMPTY = Buffer.alloc(0);
/** Octets that may wait here before the stream is held back. Until then all that has come is fetched at one go. */
const WAITING_MAX = 1 << 20;

/** Standard input, a pipe or any other stream: its own pieces, hashed on the way but where it is live. */
export class StreamOctets implements Octets {
  buffer: Buffer = EMPTY;
  readonly start = 0;
  end = 0;
  octetsRead = 0;
  readonly octetsTotal = null;
  failure: string | null = null;
  private readonly stream: Readable;
  private readonly hash: ReturnType<typeof createHash> | null;
  private readonly pieces: Buffer[] = [];
  private waiting = 0;
  private over = false;
  private wake: () => void = () => undefined;

  constructor(stream: Readable, hashed = true) {
    this.stream = stream;
    this.hash = hashed ? createHash('sha256') : null;
    stream.on('data', (piece: Buffer | string) => this.arrive(piece));
    stream.on('end', () => this.finish(null));
    stream.on('error', (error) => this.finish(systemCode(error)));
    stream.on('close', () => this.finish('ERR_STREAM_PREMATURE_CLOSE'));
    // It may have been over before anybody listened.
    if (stream.errored !== null) this.finish(systemCode(stream.errored));
    else if (stream.readableEnded) this.finish(null);
    else if (stream.destroyed) this.finish('ERR_STREAM_PREMATURE_CLOSE');
  }

  /** Of a live stream, what had arrived when the signal fired is still given. */
  async next(signal: AbortSignal): Promise<boolean> {
    if (this.pieces.length === 0 && !this.over && !signal.aborted) await this.wait(signal);
    if (signal.aborted) this.stop();
    if (signal.aborted && this.hash !== null) return false;
    const piece = this.pieces.shift();
    if (piece === undefined) return false;
    this.take(piece);
    return true;
  }

  sha256(): string {
    return this.hash?.digest('hex') ?? '';
  }

  close(): Promise<void> {
    this.stop();
    return Promise.resolve();
  }

  private async wait(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      signal.addEventListener('abort', this.wake, { once: true });
    });
    signal.removeEventListener('abort', this.wake);
  }

  private stop(): void {
    this.over = true;
    this.stream.destroy();
  }

  private arrive(piece: Buffer | string): void {
    const octets = Buffer.isBuffer(piece) ? piece : Buffer.from(piece, 'latin1');
    this.pieces.push(octets);
    this.waiting += octets.length;
    if (this.waiting >= WAITING_MAX) this.stream.pause();
    this.wake();
  }

  private finish(failure: string | null): void {
    if (this.over) return;
    this.over = true;
    this.failure = failure;
    this.wake();
  }

  private take(piece: Buffer): void {
    this.waiting -= piece.length;
    if (this.waiting < WAITING_MAX / 2 && this.stream.isPaused()) this.stream.resume();
    this.buffer = piece;
    this.end = piece.length;
    this.octetsRead += piece.length;
    this.hash?.update(piece);
  }
}
