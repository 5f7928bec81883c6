import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { Readable, type Writable } from 'node:stream';
import { systemCode } from '../octets.ts';

/** Milliseconds that a program has to end in order. */
const GRACE_MS = 2_000;
/** Characters of what a program says that are remembered: the last ones. */
const WORDS_MAX = 16_384;

/**
 * What goes in front of the program, so that it never outlives us, however we end: a shell that leaves a watcher behind, and then becomes
 * the program itself, under the same number. The watcher waits for a word on descriptor 3. The word comes when the program has ended; where
 * the descriptor closes without it, we have gone, and the program is ended: by itself it would only notice with the next frame. The watcher
 * has no right to capture: where such a right was handed to us by setpriv(1), that lays it down.
 */
const GUARD = `setpriv=$1; shift
((if [ -n "$setpriv" ]; then exec "$setpriv" --inh-caps=-all --ambient-caps=-all /bin/sh -c "$0" $$
else exec /bin/sh -c "$0" $$; fi) <&3 3<&- >/dev/null 2>&1 &)
exec "$@" 3<&-`;
const WATCHER = 'read -r word || kill -9 $0';

/** Status of a shell, and of setpriv, that could not find a program, or could not run it (POSIX, Shell Command Language, 2.8.2). */
const NOT_STARTED: ReadonlyMap<number | null, string> = new Map([
  [127, 'ENOENT'],
  [126, 'EACCES'],
]);

/** How a program ended. */
export interface ChildEnd {
  /** The system's name of the error where it could not even be started. */
  readonly spawnError: string | null;
  readonly status: number | null;
  readonly signal: string | null;
  /** The end of what it wrote to standard error. */
  readonly words: string;
  /** It was asked to end. */
  readonly asked: boolean;
  /** It did not end when it was asked, and was ended: what it still held is lost. */
  readonly stuck: boolean;
}

/** A program that captures: octets on standard output, words on standard error. */
export class Child {
  readonly output: Readable;
  readonly ended: Promise<ChildEnd>;
  readonly #running: ChildProcess;
  readonly #hear: (line: string) => void;
  #words = '';
  #line = '';
  #asked = false;
  #stuck = false;
  #over = false;

  /**
   * Starts the program; `hear` is told each line that it writes to standard error. `through`: what goes in front of its command line, where
   * something does: setpriv(1), that sets its rights.
   */
  constructor(program: string, args: readonly string[], hear: (line: string) => void, through: readonly string[] = []) {
    this.#hear = hear;
    // A session of its own: keys that interrupt or suspend the terminal must not reach it, or frames would be lost.
    const [setpriv = ''] = through;
    const [first = '', ...others] = [...through, '/bin/sh', '-c', GUARD, WATCHER, setpriv, program, ...args];
    this.#running = spawn(first, others, {
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      detached: true,
      env: { LC_ALL: 'C', PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
    });
    // Where the system has no descriptors left there are none of these, whatever the types say; the error that tells so is to come.
    const { stdin, stdout, stderr, stdio } = this.#running as Partial<ChildProcessWithoutNullStreams>;
    stdin?.on('error', () => undefined);
    stderr?.setEncoding('latin1').on('data', (text: string) => this.#take(text));
    stderr?.on('error', () => undefined);
    stdio?.[3]?.on('error', () => undefined);
    this.output = stdout ?? Readable.from([]);
    this.#hasten();
    this.ended = this.#end();
  }

  /** Asks the program to end; where it does not, it is ended. `isHeld`: nobody reads what it still has to say, so it cannot end yet. */
  stop(isHeld: () => boolean = () => false): void {
    if (this.#asked) return;
    this.#asked = true;
    if (this.#over) return;
    this.#send('SIGINT');
    const timer = setInterval(() => {
      if (isHeld()) return;
      this.#stuck = true;
      this.kill();
    }, GRACE_MS);
    void this.ended.then(() => clearInterval(timer));
  }

  /** Ends the program at once. */
  kill(): void {
    this.#asked = true;
    this.#send('SIGKILL');
    this.output.destroy();
  }

  signal(name: 'SIGUSR1'): void {
    if (!this.#asked) this.#send(name);
  }

  /** What could not be started counts as process 0 until its error comes, and a signal to 0 goes to our whole group (kill(2)). */
  #send(name: 'SIGINT' | 'SIGKILL' | 'SIGUSR1'): void {
    if (!this.#over && this.#running.pid !== undefined) this.#running.kill(name);
  }

  /** Lets the program go before others on a busy machine, where we may: what it does not fetch in time is lost. */
  #hasten(): void {
    const { pid } = this.#running;
    if (pid === undefined) return;
    const priority = constants.priority.PRIORITY_HIGH;
    try {
      setPriority(pid, priority);
      // Where Linux shares the processor out among sessions, this counts and the other does not (sched(7), The autogroup feature).
      writeFileSync(`/proc/${pid}/autogroup`, String(priority));
    } catch {
      // Without that right, or without sessions that count, it goes as fast as the rest of us.
    }
  }

  #end(): Promise<ChildEnd> {
    return new Promise((resolve) => {
      const end = (spawnError: string | null, status: number | null, signal: string | null): void => {
        this.#over = true;
        if (this.#line !== '') this.#hear(this.#line);
        resolve({ spawnError, status, signal, words: this.#words, asked: this.#asked, stuck: this.#stuck });
      };
      this.#running.once('error', (error) => {
        this.output.destroy();
        end(systemCode(error), null, null);
      });
      // Its number may soon be another's: nobody must be ended by it any more.
      this.#running.once('exit', () => (this.#running.stdio[3] as Writable | null | undefined)?.end('\n'));
      this.#running.once('close', (status, signal) => {
        const error = NOT_STARTED.get(status) ?? null;
        end(error, error === null ? status : null, signal);
      });
    });
  }

  #take(text: string): void {
    this.#words = (this.#words + text).slice(-WORDS_MAX);
    const lines = (this.#line + text).split(/[\r\n]+/);
    this.#line = (lines.pop() ?? '').slice(-WORDS_MAX);
    for (const line of lines) this.#hear(line);
  }
}
