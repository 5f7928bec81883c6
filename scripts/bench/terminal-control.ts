import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * A terminal of tmux that is asked over one connection (tmux(1), Control mode): to start a program for every question would take longer
 * than most answers. Questions are answered one after the other.
 */
export class TerminalControl {
  readonly #client: ChildProcess;
  readonly #asked: ((answer: string) => void)[] = [];
  #lines: string[] | null = null;

  /** `tmux`: the command line that reaches the terminal. */
  constructor(tmux: readonly string[], environment: Readonly<Record<string, string>>) {
    const [program, ...rest] = [...tmux, '-C', 'attach-session', '-f', 'ignore-size,no-output'];
    this.#client = spawn(program!, rest, { stdio: ['pipe', 'pipe', 'ignore'], env: { ...environment } });
    createInterface({ input: this.#client.stdout! }).on('line', (line) => this.#hear(line));
    this.#client.stdin!.on('error', () => undefined);
    // It answers its own attaching first.
    this.#asked.push(() => undefined);
    this.#client.on('close', () => {
      for (const answer of this.#asked.splice(0)) answer('');
    });
  }

  /** Carries a command of tmux's out and gives what it printed; nothing where the terminal has gone. */
  ask(command: string): Promise<string> {
    return new Promise((resolve) => {
      if (this.#client.exitCode !== null) return resolve('');
      this.#asked.push(resolve);
      this.#client.stdin!.write(`${command}\n`);
    });
  }

  close(): void {
    this.#client.stdin!.end();
  }

  #hear(line: string): void {
    if (this.#lines === null) {
      if (line.startsWith('%begin ')) this.#lines = [];
    } else if (/^%(end|error) /.test(line)) {
      this.#asked.shift()?.(this.#lines.join('\n'));
      this.#lines = null;
    } else this.#lines.push(line);
  }
}
