import type { Progress } from '../capture/source.ts';
import { message } from '../language/message.ts';
import type { Language } from '../model/text.ts';
import type { Edges } from './edges.ts';

const INTERVAL_MS = 200;
/** Short files are done before anybody could read a bar. */
const QUIET_FIRST_MS = 500;

/**
 * A line on standard error, redrawn in place while a long file is read: share read, packets a second, time left, findings so far.
 * Only where standard error is a terminal.
 */
export class ProgressLine {
  readonly #edges: Edges;
  readonly #language: Language;
  readonly #shown: boolean;
  readonly #started: number;
  #last = 0;
  #drawn = false;

  constructor(edges: Edges, language: Language, quiet: boolean) {
    this.#edges = edges;
    this.#language = language;
    this.#shown = !quiet && edges.stderr.isTTY;
    this.#started = edges.now();
  }

  /** Redraws if it is time to. Cheap enough to be called once a block. */
  update(progress: Progress, findings: number): void {
    if (!this.#shown) return;
    const now = this.#edges.now();
    if (now - this.#started < QUIET_FIRST_MS || now - this.#last < INTERVAL_MS) return;
    this.#last = now;
    this.#drawn = true;
    this.#edges.stderr.write(`\r${this.#text(progress, findings, (now - this.#started) / 1_000)}\x1b[K`);
  }

  /** Takes the line away, before something else is written. */
  clear(): void {
    if (this.#drawn) this.#edges.stderr.write('\r\x1b[K');
    this.#drawn = false;
  }

  #text({ octetsRead, octetsTotal, frames }: Progress, findings: number, seconds: number): string {
    const rate = Math.round(frames / seconds);
    if (octetsTotal === null || octetsTotal === 0) return message(this.#language, 'cli.progress.stream', { frames, rate, findings });
    const share = Math.min(1, octetsRead / octetsTotal);
    const left = share === 0 ? 0 : Math.round((seconds * (1 - share)) / share);
    return message(this.#language, 'cli.progress', {
      percent: Math.floor(share * 100),
      frames,
      rate,
      findings,
      left: this.#duration(left),
    });
  }

  #duration(seconds: number): string {
    if (seconds < 60) return message(this.#language, 'cli.progress.seconds', { seconds });
    return message(this.#language, 'cli.progress.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
  }
}
