import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** GNU time: the only way to learn what another process used at its peak. */
const TIME = '/usr/bin/time';
const OUTPUT_MAX = 1 << 30;

/** What one run of a program took. */
export interface Measured {
  /** Null where it had to be ended. */
  readonly status: number | null;
  readonly wallSeconds: number;
  /** User and system together; not a number where GNU time is missing. */
  readonly cpuSeconds: number;
  /** Peak resident memory, 2^20 octets; not a number where GNU time is missing. */
  readonly residentMegabytes: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface MeasureOptions {
  readonly timeoutSeconds?: number;
  /** Keeps what the program prints; it is thrown away otherwise. */
  readonly keepOutput?: boolean;
}

/** True where a program can be started. */
export function installed(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v "$1"`, 'sh', program], { stdio: 'ignore' }).status === 0;
}

/** Runs a program to its end, as a process of its own. */
export function measure(
  program: string,
  args: readonly string[],
  { timeoutSeconds = 3_600, keepOutput = false }: MeasureOptions = {},
): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'mouchard-measure-'));
  const figures = join(folder, 'figures');
  const timed = existsSync(TIME);
  const [command, rest] = timed ? [TIME, ['-q', '-o', figures, '-f', '%U %S %M', program, ...args]] : [program, [...args]];
  const began = performance.now();
  // A group of its own: what is ended by the clock is ended whole.
  const outcome = spawnSync('timeout', ['--signal=KILL', String(timeoutSeconds), command, ...rest], {
    stdio: ['ignore', keepOutput ? 'pipe' : 'ignore', keepOutput ? 'pipe' : 'ignore'],
    encoding: 'utf8',
    maxBuffer: OUTPUT_MAX,
  });
  const wallSeconds = (performance.now() - began) / 1_000;
  const [user = NaN, system = NaN, kilobytes = NaN] = timed && existsSync(figures) ? numbersIn(readFileSync(figures, 'utf8')) : [];
  rmSync(folder, { recursive: true, force: true });
  const ended = outcome.status === null || outcome.status === 124 || outcome.status === 137;
  return {
    status: ended ? null : outcome.status,
    wallSeconds,
    cpuSeconds: user + system,
    residentMegabytes: kilobytes / 1_024,
    stdout: outcome.stdout ?? '',
    stderr: outcome.stderr ?? '',
  };
}

/** The numbers of the last line: GNU time may put a remark before them. */
function numbersIn(text: string): number[] {
  return (text.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
}

/** The middle one of some runs by wall time. */
export function median(runs: readonly Measured[]): Measured {
  const sorted = [...runs].sort((a, b) => a.wallSeconds - b.wallSeconds);
  return sorted[(sorted.length - 1) >> 1]!;
}
