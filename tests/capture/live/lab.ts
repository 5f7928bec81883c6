import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { findProgram } from '../../../src/capture/live/programs.ts';
import { namespacesWork } from '../../builders/namespaces.ts';
import type { DriverOrder, DriverResult } from './driver.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;
const TSX = `${ROOT}node_modules/.bin/tsx`;
const DRIVER = new URL('./driver.ts', import.meta.url).pathname;

/** Why the laboratory cannot be built here; null where it can. */
export async function labMissing(...programs: string[]): Promise<string | null> {
  if (process.getuid?.() !== 0) return 'not root: network namespaces cannot be made';
  for (const name of ['ip', ...programs]) if ((await findProgram(name, '')) === null) return `${name} is not installed`;
  return existsSync(TSX) && namespacesWork() ? null : 'no network namespaces here';
}

/** A network namespace with two ends of a cable, `near` and `far`, on which nothing but the test speaks. */
export class Lab {
  readonly space: string;

  constructor(name: string) {
    this.space = `mtest-${name}-${process.pid}`;
    this.#must('ip', 'netns', 'add', this.space);
    this.inside('ip', 'link', 'set', 'lo', 'up');
    this.cable('near', 'far');
    this.cable('near2', 'far2');
  }

  /** Lays a cable with two ends and switches it on. */
  cable(near: string, far: string): void {
    this.inside('ip', 'link', 'add', near, 'type', 'veth', 'peer', 'name', far);
    for (const end of [near, far]) {
      this.inside('sysctl', '-qw', `net.ipv6.conf.${end}.disable_ipv6=1`);
      this.inside('ip', 'link', 'set', end, 'up');
    }
  }

  inside(...argv: readonly string[]): void {
    this.#must('ip', 'netns', 'exec', this.space, ...argv);
  }

  /** Sends a capture file over the cable, `perSecond` packets a second. */
  send(file: string, over: string, perSecond: number): void {
    this.inside('tcpreplay', '-q', '-K', `--pps=${perSecond}`, '-i', over, file);
  }

  /** Starts the driver inside; `as` puts a program in front of it, such as one that gives rights away. */
  drive(order: DriverOrder, as: readonly string[] = []): Driven {
    const argv = ['netns', 'exec', this.space, ...as, TSX, DRIVER, JSON.stringify(order)];
    return new Driven(spawn('ip', argv, { stdio: ['pipe', 'pipe', 'inherit'] }));
  }

  close(): void {
    spawnSync('ip', ['netns', 'del', this.space]);
  }

  #must(program: string, ...args: readonly string[]): void {
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  }
}

/** A driver that runs. */
export class Driven {
  readonly process: ChildProcess;
  /** When all interfaces are being captured. */
  readonly capturing: Promise<void>;
  readonly result: Promise<DriverResult>;

  constructor(child: ChildProcess) {
    this.process = child;
    let started: () => void = () => undefined;
    this.capturing = new Promise((resolve) => (started = resolve));
    this.result = new Promise((resolve, reject) => {
      createInterface({ input: child.stdout! }).on('line', (line) => {
        const said = JSON.parse(line) as { capturing?: true; result?: DriverResult };
        if (said.capturing === true) started();
        if (said.result !== undefined) resolve(said.result);
      });
      child.once('close', (status, signal) => {
        started();
        reject(new Error(`the driver ended: ${signal ?? status}`));
      });
    });
    this.result.catch(() => undefined);
  }

  stop(): void {
    this.process.stdin?.end();
  }

  /** Ids of the children of the driver that run `name`. */
  children(name: string): number[] {
    const { stdout } = spawnSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
    const rows = stdout.split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line));
    const family = new Set([this.process.pid]);
    // Children are listed behind their parents, or nearly so: a few rounds reach all of them.
    for (let round = 0; round < 4; round += 1) for (const row of rows) if (family.has(Number(row?.[2]))) family.add(Number(row?.[1]));
    return rows.filter((row) => row !== null && family.has(Number(row[1])) && row[3]!.startsWith(name)).map((row) => Number(row![1]));
  }
}
