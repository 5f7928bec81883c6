import { spawn, type ChildProcess } from 'node:child_process';
import { PROGRAM, type Desk } from '../drive.ts';

/** A program that runs, and what it has said so far. */
export class Running {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  stdout = '';
  stderr = '';

  /** `program`: what is run with the arguments; by default the built program. */
  constructor(desk: Desk, args: readonly string[], program: readonly [string, ...string[]] = [process.execPath, PROGRAM]) {
    const [command, ...first] = program;
    this.child = spawn(command, [...first, ...args], { env: desk.environment(), cwd: desk.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((resolve) => this.child.on('close', (code) => resolve(code)));
  }

  /** Resolves when it has said so on standard output; rejects, with what it did say, when it ended without or after half a minute. */
  async said(pattern: RegExp): Promise<void> {
    let over = false;
    void this.ended.then(() => (over = true));
    const holds = (): boolean => pattern.test(this.stdout);
    await until(() => over || holds()).catch(() => undefined);
    if (!holds())
      throw new Error(`${over ? 'ended without' : 'has not said'} ${pattern}: ${this.stdout.slice(-2000)}${this.stderr.slice(-2000)}`);
  }
}

/** Resolves when it holds; rejects after half a minute. */
export async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 20) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it never came about');
}
