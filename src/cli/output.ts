import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
  type Stats,
} from 'node:fs';
import type { MessageKey } from '../language/message.ts';
import type { SafeText } from '../language/safe-text.ts';
import { giveTo, realUser } from '../machine/privileges.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './edges.ts';

const BATCH_LENGTH = 1 << 16;
const RETRY_MS = 2;
const STANDARD_INPUT = 0;
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
 * so that an older result is there until there is a new one. One that was made here and never written is taken away again at the end:
 * nobody shall take it for a result.
 * Writes are synchronous and in batches, so a slow reader holds the analysis back instead of filling memory.
 */
export class Output {
  readonly #descriptor: number;
  readonly #path: string | null;
  #emptied: boolean;
  readonly #takeAway = (): void => {
    if (isSame(fstatSync(this.#descriptor), this.#path!)) rmSync(this.#path!, { force: true });
  };
  #pending: string[] = [];
  #length = 0;

  /**
   * With `fresh`, only a file that is not there yet is written. `apartFrom`: files that the command reads or keeps; none of them may be
   * the one that is written, under whatever name.
   */
  constructor(path: string | null, fresh = false, apartFrom: readonly string[] = []) {
    this.#path = path;
    const opened = path === null ? { descriptor: STANDARD_OUTPUT, made: false } : open(path, fresh ? constants.O_EXCL : 0, apartFrom);
    this.#descriptor = opened.descriptor;
    this.#emptied = path === null || !fstatSync(this.#descriptor).isFile();
    if (opened.made) process.once('exit', this.#takeAway);
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
    process.off('exit', this.#takeAway);
    try {
      ftruncateSync(this.#descriptor);
    } catch (error) {
      throw writeFailure(EXIT.incomplete, this.#path, codeOf(error));
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
      throw writeFailure(EXIT.incomplete, this.#path, code);
    }
  }
}

/** Devices and pipes keep the mode that they have; a file made through `sudo` belongs to who ran it. */
function open(path: string, more: number, apartFrom: readonly string[]): { readonly descriptor: number; readonly made: boolean } {
  const made = !existsSync(path);
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_WRONLY | constants.O_CREAT | more, 0o600);
  } catch (error) {
    throw writeFailure(EXIT.usage, path, codeOf(error));
  }
  const facts = fstatSync(descriptor);
  if (!facts.isFile()) return { descriptor, made: false };
  if (apartFrom.some((other) => isSame(facts, other))) {
    closeSync(descriptor);
    throw new CommandError(EXIT.usage, 'cli.error.output-input', { path });
  }
  fchmodSync(descriptor, 0o600);
  const user = made ? realUser(process.env, process.geteuid?.() ?? null) : null;
  if (user !== null) giveTo(user, path);
  return { descriptor, made };
}

/** True where a name leads to this very file (`-`: standard input); one that leads nowhere is no file. */
function isSame({ dev, ino }: Stats, other: string): boolean {
  try {
    const facts = other === '-' ? fstatSync(STANDARD_INPUT) : statSync(other);
    return facts.dev === dev && facts.ino === ino;
  } catch {
    return false;
  }
}

/** Why a file or folder cannot be written, in words; `code`: the system's. */
export function writeFailure(exitCode: number, path: string | null, code: string): CommandError {
  return new CommandError(exitCode, REASONS.get(code) ?? 'cli.error.output', { path: path ?? '/dev/stdout', reason: code });
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'EIO';
}
