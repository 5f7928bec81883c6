import { spawn, type ChildProcess } from 'node:child_process';
import { SENDING, type Lane } from './lane.ts';

/** tcpreplay at work on a lane. */
export class Replay {
  readonly #child: ChildProcess;
  #text = '';
  over = false;

  /** `args`: how fast, and which capture. */
  constructor(lane: Lane, args: readonly string[]) {
    const [program, words] = lane.command('tcpreplay', ['-q', '-K', '-i', SENDING, ...args]);
    this.#child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.#text += text));
    this.#child.once('close', () => (this.over = true));
  }

  /** Frames sent, by its own count; not a number before its end. */
  get sent(): number {
    return Number(/Actual: (\d+) packets/.exec(this.#text)?.[1]);
  }
}
