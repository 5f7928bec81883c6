import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** Where system programs live that the `PATH` of an ordinary user, or of `su`, often leaves out. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/bin', '/bin'];
const TIMEOUT_MS = 30_000;
/** Characters kept of each output; what comes after is read and forgotten. */
const OUTPUT_MAX = 4 << 20;

/** How a program ended. One that is not there has no status and said nothing. */
export interface ProgramResult {
  readonly missing: boolean;
  /** Exit status; null where there is none: not there, killed by a signal, out of time. */
  readonly status: number | null;
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  /** Folders to be searched before those of the system, as in `PATH`. */
  readonly path?: string | undefined;
  /** What the program reads on standard input; without it, nothing. */
  readonly input?: string;
  readonly timeoutMs?: number;
  /** Variables beside `PATH` and `LC_ALL`. The environment of the caller is not handed on. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The file of a program, or null where there is none that may be run. */
export function programPath(program: string, path = ''): string | null {
  const candidates = isAbsolute(program) ? [program] : foldersOf(path).map((folder) => join(folder, program));
  return candidates.find(isProgram) ?? null;
}

/** Runs a program to its end, without a shell and in the plain locale. Never rejects: what went wrong is in the result. */
export function runProgram(program: string, args: readonly string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  const file = programPath(program, options.path);
  if (file === null) return Promise.resolve(MISSING);
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      env: { ...options.env, PATH: foldersOf(options.path ?? '').join(':'), LC_ALL: 'C' },
      stdio: 'pipe',
    });
    child.once('error', ({ code, message }: NodeJS.ErrnoException) => resolve({ ...MISSING, missing: code === 'ENOENT', stderr: message }));
    // Where the system has no descriptors left there are no streams either, whatever the types say.
    if (child.pid === undefined) return;
    let [stdout, stderr, timedOut] = ['', '', false];
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
      // A grandchild may hold the pipes open for ever.
      child.stdout.destroy();
      child.stderr.destroy();
    }, options.timeoutMs ?? TIMEOUT_MS);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout = bounded(stdout, text)));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = bounded(stderr, text)));
    // A program that does not read its input has gone or does not want it: its status tells.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    child.once('close', (status) => {
      clearTimeout(timer);
      resolve({ missing: false, status: timedOut ? null : status, timedOut, stdout, stderr });
    });
  });
}

/** Sends a signal to a process; one that has gone by itself is no error. */
export function signalProcess(id: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(id, signal);
  } catch {
    // Nobody is left to be told.
  }
}

const MISSING: ProgramResult = { missing: true, status: null, timedOut: false, stdout: '', stderr: '' };

function foldersOf(path: string): string[] {
  // An empty or relative entry would mean the current folder.
  return [...new Set([...path.split(':').filter(isAbsolute), ...SYSTEM_FOLDERS])];
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function bounded(text: string, more: string): string {
  return text.length >= OUTPUT_MAX ? text : (text + more).slice(0, OUTPUT_MAX);
}
