import { closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import type { MessageKey } from '../language/message.ts';
import type { SafeText } from '../language/safe-text.ts';
import { giveTo, realUser } from '../machine/privileges.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './edges.ts';

const BATCH_LENGTH = 1 << 16;
const RETRY_MS = 2;
const STANDARD_OUTPUT = 1;

/** Why a file cannot be written, by the system's codes. */
const REASONS: ReadonlyMap<string, MessageKey> = new Map<string, MessageKey>([
  ['ENOENT', 'cli.error.output-missing'],
  ['EEXIST', 'cli.error.output-exists'],
  ['ENOTDIR', 'cli.error.output-missing'],
  ['EACCES', 'cli.error.output-denied'],
  ['EPERM', 'cli.error.output-denied'],
  ['EISDIR', 'cli.error.output-folder'],
  ['EROFS', 'cli.error.output-read-only'],
  ['ENOSPC', 'cli.error.output-full'],
  ['EDQUOT', 'cli.error.output-full'],
  ['EIO', 'cli.error.output-disk'],
  ['ENAMETOOLONG', 'cli.error.output-name'],
]);

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

  /** With `fresh`, only a file that is not there yet is written. */
  constructor(path: string | null, fresh = false) {
    this.#path = path;
    this.#descriptor = path === null ? STANDARD_OUTPUT : open(path, fresh ? constants.O_EXCL : 0);
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
    this.#empty();
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

  #empty(): void {
    if (this.#emptied) return;
    this.#emptied = true;
    try {
      ftruncateSync(this.#descriptor);
    } catch (error) {
      throw failure(EXIT.incomplete, this.#path, codeOf(error));
    }
  }

  #writeSome(octets: Buffer, from: number): number {
    try {
      return writeSync(this.#descriptor, octets, from);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EAGAIN') {
        // A pipe whose reader is slower than we are: wait a little, in the kernel and not in a loop.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
        return 0;
      }
      if (code === 'EPIPE') throw new OutputClosed();
      throw failure(EXIT.incomplete, this.#path, code);
    }
  }
}

/** Devices and pipes keep the mode that they have; a file made through `sudo` belongs to who ran it. */
function open(path: string, more: number): number {
  const made = !existsSync(path);
  try {
    const descriptor = openSync(path, constants.O_WRONLY | constants.O_CREAT | more, 0o600);
    if (fstatSync(descriptor).isFile()) {
      fchmodSync(descriptor, 0o600);
      const user = made ? realUser(process.env, process.geteuid?.() ?? null) : null;
      if (user !== null) giveTo(user, path);
    }
    return descriptor;
  } catch (error) {
    throw failure(EXIT.usage, path, codeOf(error));
  }
}

function failure(exitCode: number, path: string | null, code: string): CommandError {
  return new CommandError(exitCode, REASONS.get(code) ?? 'cli.error.output', { path: path ?? '-', reason: code });
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'EIO';
}
