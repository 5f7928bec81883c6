import { execFileSync, spawnSync } from 'node:child_process';
import { PROGRAM, type Desk } from '../drive.ts';

/** Why there is no real terminal to be had; null where there is. */
export const terminalMissing = spawnSync('tmux', ['-V']).status === 0 ? null : 'tmux is not installed';

/** A shell in a real terminal, with the program as `$M`. */
export class Terminal {
  readonly #socket: string;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(desk: Desk, name: string) {
    this.#socket = `mouchard-${name}-${process.pid}`;
    this.#environment = desk.environment({
      M: `${process.execPath} ${PROGRAM}`,
      PS1: 'ready> ',
      LC_ALL: 'C.UTF-8',
      NODE_ENV: 'production',
      // A shell that is hung up writes its history home, where the folder may be on its way out.
      HISTFILE: '/dev/null',
    });
    // Where there is no terminal to be had, the tests that would use it are skipped.
    if (terminalMissing !== null) return;
    spawnSync('tmux', ['-L', this.#socket, 'kill-server']);
    this.run('-f', '/dev/null', 'new-session', '-d', '-c', desk.folder, '-x', '120', '-y', '30', 'bash --norc --noprofile');
  }

  /** Types a command line. */
  type(line: string): void {
    this.run('send-keys', '-l', line);
    this.run('send-keys', 'Enter');
  }

  keys(...keys: readonly string[]): void {
    this.run('send-keys', ...keys);
  }

  screen(): string {
    return this.run('capture-pane', '-p', '-S', '-50');
  }

  /** Resolves with what is shown once it is shown. */
  async until(pattern: RegExp): Promise<string> {
    for (let waited = 0; waited < 40_000; waited += 100) {
      const screen = this.screen();
      if (pattern.test(screen)) return screen;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`never shown: ${pattern}\n${this.screen()}`);
  }

  /** As if its window had been closed. */
  close(): void {
    spawnSync('tmux', ['-L', this.#socket, 'kill-server']);
  }

  run(...words: readonly string[]): string {
    return execFileSync('tmux', ['-L', this.#socket, ...words], { encoding: 'utf8', env: this.#environment });
  }
}
