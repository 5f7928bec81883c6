import { closeSync, constants, fchmodSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import type { SafeText } from '../language/safe-text.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './edges.ts';

const BATCH_LENGTH = 1 << 16;
const RETRY_MS = 2;
const STANDARD_OUTPUT = 1;

/** The reader of our output has gone (`| head`): nothing more to say, and no error. */
export class OutputClosed extends Error {}

/**
 * Where a command's result goes: standard output, or the file that the user named (mode 0600).
 * The file is opened at once, so that one that cannot be written is known before the work is done, and emptied when the result comes,
 * so that an older result is there until there is a new one.
 * Writes are synchronous and in batches, so a slow reader holds the analysis back instead of filling memory.
 */
export class Output {
  readonly #descriptor: number;
  readonly #path: string | null;
  #emptied: boolean;
  #pending: string[] = [];
  #length = 0;

  constructor(path: string | null) {
    this.#path = path;
    this.#descriptor = path === null ? STANDARD_OUTPUT : open(path);
    this.#emptied = path === null || !fstatSync(this.#descriptor).isFile();
  }

  /** Takes showable text only. */
  write(text: SafeText): void {
    this.#pending.push(text);
    this.#length += text.length;
    if (this.#length >= BATCH_LENGTH) this.flush();
  }

  /** Takes one line, without its newline. */
  line(text: SafeText): void {
    this.#pending.push(text, '\n');
    this.#length += text.length + 1;
    if (this.#length >= BATCH_LENGTH) this.flush();
  }

  flush(): void {
    if (!this.#emptied) ftruncateSync(this.#descriptor);
    this.#emptied = true;
    if (this.#length === 0) return;
    const octets = Buffer.from(this.#pending.join(''));
    this.#pending = [];
    this.#length = 0;
    let written = 0;
    while (written < octets.length) written += this.#writeSome(octets, written);
  }

  close(): void {
    this.flush();
    if (this.#path !== null) closeSync(this.#descriptor);
  }

  #writeSome(octets: Buffer, from: number): number {
    try {
      return writeSync(this.#descriptor, octets, from);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'EIO';
      if (code === 'EAGAIN') {
        // A pipe whose reader is slower than we are: wait a little, in the kernel and not in a loop.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
        return 0;
      }
      if (code === 'EPIPE') throw new OutputClosed();
      throw new CommandError(EXIT.incomplete, 'cli.error.output', { path: this.#path ?? '-', reason: code });
    }
  }
}

/** Devices and pipes keep the mode that they have. */
function open(path: string): number {
  try {
    const descriptor = openSync(path, constants.O_WRONLY | constants.O_CREAT, 0o600);
    if (fstatSync(descriptor).isFile()) fchmodSync(descriptor, 0o600);
    return descriptor;
  } catch (error) {
    throw new CommandError(EXIT.usage, 'cli.error.output', { path, reason: (error as NodeJS.ErrnoException).code ?? 'EIO' });
  }
}
