import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ARRIVING, type Lane } from './lane.ts';
import { cpuSeconds, ownCpu, ownMegabytes, residentMegabytes } from './process-figures.ts';
import { WatchedScreen } from './watched-screen.ts';

/** What a session consists of: the process that analyses, those that capture for it, and the screens. */
export type LivePart = 'engine' | 'capture' | 'screen';

/** What a session says of itself at its end. */
export interface LiveResult {
  readonly read: number;
  readonly unanalysed: number;
}

interface ResultJson {
  readonly coverage: { readonly frames_read: number; readonly limits: readonly { readonly code: string; readonly count: number }[] };
}

const START_SECONDS = 30;
const END_SECONDS = 300;
const TERMINAL = 'mouchard-bench';

/** One session of `mouchard watch` on a lane: headless, or with its screens in a pane of tmux. */
export class LiveRun {
  readonly resident: Record<LivePart, number> = { engine: 0, capture: 0, screen: 0 };
  readonly #lane: Lane;
  readonly #folder: string;
  readonly #program: string;
  readonly #source: string;
  readonly #terminal: WatchedScreen | null;
  /** The engine, where nothing shows it. */
  #child: ChildProcess | null = null;
  #engine = 0;
  #screen = 0;

  constructor(lane: Lane, folder: string, program: string, source: string, screen: boolean) {
    this.#lane = lane;
    this.#folder = folder;
    this.#program = program;
    this.#source = source;
    const [command, words] = lane.command('env', []);
    this.#terminal = screen ? new WatchedScreen(TERMINAL, [command, ...words], this.#env) : null;
  }

  /** Starts it, and waits until it captures. */
  async start(): Promise<void> {
    const args = [this.#program, 'watch', '-i', ARRIVING, '--source', this.#source, '--quiet', '--store', this.#store];
    if (this.#terminal === null) {
      const [command, rest] = this.#lane.command(process.execPath, [...args, '--headless', '--format', 'json', '--output', '/dev/null']);
      this.#child = spawn(command, rest, { stdio: ['ignore', 'ignore', 'inherit'], detached: true, env: this.#env });
      this.#engine = this.#child.pid!;
    } else this.#terminal.open([process.execPath, ...args]);
    for (let i = 0; i < START_SECONDS * 10 && !this.#captures(); i += 1) await wait(100);
  }

  /** CPU seconds of each part until now. */
  cpu(): Record<LivePart, number> {
    const engine = ownCpu(this.#engine);
    return { engine, capture: cpuSeconds(this.#engine) - engine, screen: this.#screen === 0 ? 0 : ownCpu(this.#screen) };
  }

  /** Keeps the most that each part had. */
  lookAtMemory(): void {
    const engine = ownMegabytes(this.#engine);
    this.#keep('engine', engine);
    this.#keep('capture', residentMegabytes(this.#engine) - engine);
    if (this.#screen !== 0) this.#keep('screen', ownMegabytes(this.#screen));
  }

  /** Stops it as a person does, and waits for the end of the analysis. */
  async stop(): Promise<LiveResult> {
    if (this.#terminal === null) await this.#interrupt();
    else {
      this.#terminal.keys('C-c');
      await this.#terminal.shown(/ended \d/, END_SECONDS * 1_000);
    }
    const path = join(this.#folder, 'result.json');
    const args = [this.#program, 'sessions', 'show', '1', '--store', this.#store, '--format', 'json', '--output', path];
    spawnSync(process.execPath, args, { env: this.#env });
    const { coverage } = JSON.parse(readFileSync(path, 'utf8')) as ResultJson;
    const unanalysed = coverage.limits.find(({ code }) => code === 'live-unanalysed')?.count ?? 0;
    return { read: coverage.frames_read, unanalysed };
  }

  /** Leaves nothing behind, whatever happened. */
  kill(): void {
    this.#terminal?.close();
    if (this.#child?.exitCode === null && this.#child.signalCode === null) process.kill(-this.#engine, 'SIGKILL');
  }

  /** As Ctrl-C does in a terminal: to the whole group. */
  async #interrupt(): Promise<void> {
    const closed = new Promise((resolve) => this.#child!.once('close', resolve));
    process.kill(-this.#engine, 'SIGINT');
    await closed;
  }

  #captures(): boolean {
    const processes = this.#terminal?.processes() ?? null;
    if (processes !== null) [this.#engine, this.#screen] = [processes.engine, processes.screen];
    return this.#engine !== 0 && this.#lane.watched;
  }

  get #store(): string {
    return join(this.#folder, 'store.sqlite');
  }

  /** Nothing is read from or left in the folders of whoever runs this. */
  get #env(): Record<string, string> {
    const { PATH = '', TERM = 'xterm-256color' } = process.env;
    const folders = { HOME: this.#folder, XDG_DATA_HOME: this.#folder, XDG_STATE_HOME: this.#folder, XDG_RUNTIME_DIR: this.#folder };
    return { PATH, TERM, LANG: 'C.UTF-8', ...folders };
  }

  #keep(part: LivePart, megabytes: number): void {
    this.resident[part] = Math.max(this.resident[part], megabytes);
  }
}
