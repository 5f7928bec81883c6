import type { FileHandle } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { HEADROOM } from './bounds.ts';
import type { Octets } from './octets.ts';

const SLOTS = 4;
const BLOCK_LENGTH = 1 << 20;
const STRIDE = HEADROOM + BLOCK_LENGTH;

/**
 * The other thread: fills free slots of the ring with the file, says so, and hashes each while the main thread parses it
 * (both only read). A slot's word is 1 while it is full; the word after the last slot's is 1 when it shall stop.
 *
 * It is text, and not a file of its own, because a worker is loaded by the name of a file: the name and the language differ
 * between the compiled program and the tests, and no loader of TypeScript reaches into a worker on Node 20.
 */
const READER = `
const { parentPort, workerData } = require('node:worker_threads');
const { readSync } = require('node:fs');
const { createHash } = require('node:crypto');
const { descriptor, shared, words, slots, stride, headroom } = workerData;
const octets = Buffer.from(shared);
const state = new Int32Array(words);
const hash = createHash('sha256');
let failure = null;
try {
  for (let slot = 0; ; slot = (slot + 1) % slots) {
    while (Atomics.load(state, slot) === 1) Atomics.wait(state, slot, 1);
    if (Atomics.load(state, slots) === 1) break;
    const at = slot * stride + headroom;
    const length = readSync(descriptor, octets, at, stride - headroom, null);
    if (length === 0) break;
    Atomics.store(state, slot, 1);
    parentPort.postMessage({ slot, length });
    hash.update(octets.subarray(at, at + length));
  }
} catch (error) {
  failure = String(error.code);
}
parentPort.postMessage({ sha256: hash.digest('hex'), failure });
`;

type Message = { readonly slot: number; readonly length: number } | { readonly sha256: string; readonly failure: string | null };

/** A large file, read ahead and hashed on a thread of its own: the thread that parses does nothing else. */
export class AheadOctets implements Octets {
  readonly buffer: Buffer;
  start = HEADROOM;
  end = HEADROOM;
  octetsRead = 0;
  readonly octetsTotal: number;
  failure: string | null = null;
  private readonly file: FileHandle;
  private readonly worker: Worker;
  private readonly words = new Int32Array(new SharedArrayBuffer((SLOTS + 1) * Int32Array.BYTES_PER_ELEMENT));
  private readonly messages: Message[] = [];
  private wake: () => void = () => undefined;
  private slot = -1;
  private digest = '';
  private ended = false;

  constructor(file: FileHandle, length: number) {
    this.file = file;
    this.octetsTotal = length;
    const shared = new SharedArrayBuffer(SLOTS * STRIDE);
    this.buffer = Buffer.from(shared);
    this.worker = new Worker(READER, {
      eval: true,
      execArgv: [],
      workerData: { descriptor: file.fd, shared, words: this.words.buffer, slots: SLOTS, stride: STRIDE, headroom: HEADROOM },
    });
    this.worker.on('message', (message: Message) => this.receive(message));
    this.worker.on('error', () => this.receive({ sha256: '', failure: 'worker' }));
  }

  async next(signal: AbortSignal): Promise<boolean> {
    this.release();
    if (signal.aborted) {
      await this.stop();
      return false;
    }
    if (this.messages.length === 0 && !this.ended) await this.arrival(signal);
    if (signal.aborted) return this.next(signal);
    const message = this.messages.shift();
    if (message === undefined) return false;
    if ('sha256' in message) {
      this.finished(message);
      return false;
    }
    this.slot = message.slot;
    this.start = message.slot * STRIDE + HEADROOM;
    this.end = this.start + message.length;
    this.octetsRead += message.length;
    return true;
  }

  sha256(): string {
    return this.digest;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.worker.terminate();
    await this.file.close();
  }

  /** Makes the thread end with what it has read, and waits for its hash. */
  private async stop(): Promise<void> {
    if (this.ended) return;
    Atomics.store(this.words, SLOTS, 1);
    for (let slot = 0; slot < SLOTS; slot += 1) {
      Atomics.store(this.words, slot, 0);
      Atomics.notify(this.words, slot);
    }
    while (!this.ended) {
      for (const message of this.messages.splice(0)) if ('sha256' in message) this.finished(message);
      if (!this.ended) await this.arrival(null);
    }
  }

  private finished(message: Extract<Message, { sha256: string }>): void {
    this.digest = message.sha256;
    this.failure ??= message.failure;
    this.ended = true;
  }

  private release(): void {
    if (this.slot < 0) return;
    Atomics.store(this.words, this.slot, 0);
    Atomics.notify(this.words, this.slot);
    this.slot = -1;
  }

  private receive(message: Message): void {
    this.messages.push(message);
    this.wake();
  }

  private arrival(signal: AbortSignal | null): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.wake = () => undefined;
        signal?.removeEventListener('abort', done);
        resolve();
      };
      this.wake = done;
      signal?.addEventListener('abort', done, { once: true });
    });
  }
}
