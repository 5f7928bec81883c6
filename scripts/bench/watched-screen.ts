import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { family, mainThread, type ThreadFigures } from './process-figures.ts';
import { TerminalControl } from './terminal-control.ts';

const LOOK_MS = 2;
const WAIT_MS = 60_000;

/** The processes of a session with a screen. */
export interface Processes {
  readonly screen: number;
  readonly engine: number;
}

/** How a key was answered: milliseconds until it showed; of these, those in which the screen computed, and waited for a processor. */
export interface KeyAnswer extends ThreadFigures {
  readonly shownMs: number;
}

/** The program in a real terminal (tmux): its screens as a person has them, and how long a key takes to show. */
export class WatchedScreen {
  readonly #socket: string;
  readonly #prefix: readonly string[];
  readonly #environment: Readonly<Record<string, string>>;
  #control: TerminalControl | null = null;

  /** `socket`: a name for the terminal; `prefix`: what is put before a command so that it runs where the interfaces are. */
  constructor(socket: string, prefix: readonly string[], environment: Readonly<Record<string, string>>) {
    this.#socket = socket;
    this.#prefix = prefix;
    this.#environment = environment;
  }

  /** Opens the terminal with commands in it, each piped into the next, and keeps it open after their end. */
  open(...commands: readonly (readonly string[])[]): void {
    this.close();
    const line = commands.map((words) => words.map(quoted).join(' ')).join(' | ');
    this.#tmux('-f', '/dev/null', 'new-session', '-d', '-x', '120', '-y', '40', `${line}; echo "ended $?"; sleep 600`);
  }

  keys(...keys: readonly string[]): void {
    this.#tmux('send-keys', ...keys);
  }

  /** What the terminal shows now. */
  text(): string {
    return this.#tmux('capture-pane', '-p', '-J');
  }

  /** Milliseconds until it shows what is waited for; null where it does not within a minute. */
  async shown(pattern: RegExp, limitMs = WAIT_MS): Promise<number | null> {
    const began = performance.now();
    while (performance.now() - began < limitMs) {
      if (pattern.test(this.text())) return performance.now() - began;
      await wait(LOOK_MS);
    }
    return null;
  }

  /** Presses a key of the process `screen` and waits for what it brings; null where it brings nothing within a minute. */
  async answered(key: string, pattern: RegExp, screen: number): Promise<KeyAnswer | null> {
    this.#control ??= new TerminalControl([...this.#prefix, 'tmux', '-L', this.#socket], this.#environment);
    const before = mainThread(screen);
    const began = performance.now();
    await this.#control.ask(`send-keys ${key}`);
    while (performance.now() - began < WAIT_MS) {
      if (pattern.test(await this.#control.ask('capture-pane -p -J'))) {
        const after = mainThread(screen);
        return { shownMs: performance.now() - began, cpuMs: after.cpuMs - before.cpuMs, waitMs: after.waitMs - before.waitMs };
      }
      await wait(LOOK_MS);
    }
    return null;
  }

  /** The process of the screen and that of the engine behind it; null until both are there. */
  processes(): Processes | null {
    const pane = Number(this.#tmux('list-panes', '-F', '#{pane_pid}'));
    const programs = family(pane).filter((pid) => commandOf(pid).includes('\0watch\0'));
    const engine = programs.find((pid) => commandOf(pid).includes('\0--engine\0'));
    const screen = programs.find((pid) => pid !== engine && commandOf(pid).startsWith(process.execPath));
    return engine === undefined || screen === undefined ? null : { screen, engine };
  }

  /** Ends the engine too, which outlives its screen. */
  end(): void {
    const { engine } = this.#engineMayRun() ?? {};
    this.close();
    if (engine !== undefined) process.kill(engine, 'SIGKILL');
  }

  #engineMayRun(): Processes | null {
    try {
      return this.processes();
    } catch {
      // No terminal, no session.
      return null;
    }
  }

  close(): void {
    this.#control?.close();
    this.#control = null;
    spawnSync('tmux', ['-L', this.#socket, 'kill-server'], { stdio: 'ignore' });
  }

  #tmux(...args: readonly string[]): string {
    const [program, ...rest] = [...this.#prefix, 'tmux', '-L', this.#socket, ...args];
    const { status, stdout, stderr } = spawnSync(program!, rest, { encoding: 'utf8', env: { ...this.#environment } });
    if (status !== 0) throw new Error(`tmux ${args.join(' ')}: ${stderr}`);
    return stdout;
  }
}

/** A word for the shell, as it stands. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
