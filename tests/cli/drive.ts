import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const ROOT = new URL('../..', import.meta.url).pathname;

/** The built program. `npm run check` builds before it tests. */
export const PROGRAM = process.env['MOUCHARD_PROGRAM'] ?? join(ROOT, 'dist', 'bin.js');

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface How {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: Buffer;
  readonly cwd?: string;
}

/** A folder of one's own, home and data folder of the program, that goes with the tests of the file. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'mouchard-cli-'));

  constructor() {
    if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: run \`npm run build\` first`);
    // A session that has just been stopped may still be putting its files away.
    afterAll(() => rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  }

  /** The path of a file in the folder. */
  path(name: string): string {
    return join(this.folder, name);
  }

  /** Writes a file and gives its path. */
  file(name: string, octets: Buffer | string): string {
    writeFileSync(this.path(name), octets);
    return this.path(name);
  }

  get store(): string {
    return this.path('data/mouchard/store.sqlite');
  }

  environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    const { PATH = '' } = process.env;
    return { PATH, HOME: this.folder, XDG_DATA_HOME: this.path('data'), LANG: 'C.UTF-8', ...more };
  }

  /** Runs the program to its end. */
  run(args: readonly string[], how: How = {}): Ran {
    const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
      env: this.environment(how.env),
      cwd: how.cwd ?? this.folder,
      encoding: 'utf8',
      maxBuffer: 64 << 20,
      ...(how.input === undefined ? {} : { input: how.input }),
    });
    return { status, stdout, stderr };
  }

  /** Runs a line of the shell with the program as `$M`. */
  shell(line: string, how: How = {}): Ran {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
      env: this.environment({ ...how.env, M: `${process.execPath} ${PROGRAM}` }),
      cwd: this.folder,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  /** Starts the program, feeds it, lets `act` do something to it, and waits for its end. */
  async start(args: readonly string[], act: (child: ReturnType<typeof spawn>) => Promise<void> | void): Promise<Ran> {
    const child = spawn(process.execPath, [PROGRAM, ...args], { env: this.environment(), cwd: this.folder });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
    await act(child);
    return { status: await ended, stdout, stderr };
  }
}

/** Control characters other than newline, and characters that are not seen but act; null where there is none. */
export function hiddenIn(text: string): string | null {
  const found = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.exec(text);
  return found === null
    ? null
    : `U+${found[0].codePointAt(0)!.toString(16)} in ${JSON.stringify(text.slice(Math.max(0, found.index - 40), found.index + 10))}`;
}
