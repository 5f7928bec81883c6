import { closeSync, constants, openSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Gate, openCapture } from '../open-capture.ts';
import { CaptureError, type Frame, type Progress, type Source } from '../source.ts';
import { type CaptureFailure, failureOf, type FailureCode } from './failure.ts';
import type { Knowledge, LiveReport, LiveSource, LiveStats } from './live-source.ts';
import { emptyReport, liveReport } from './live-report.ts';

const CODES: Readonly<Record<string, FailureCode>> = {
  'capture-missing': 'stream-missing',
  'capture-not-a-capture': 'stream-not-a-capture',
  'capture-format-unsupported': 'stream-not-a-capture',
  'capture-empty': 'stream-not-a-capture',
};

const RELEASE_MS = 50;

/** Standard input (`-`) or a named pipe: a capture that grows, from whoever writes it. */
export class StreamSource implements LiveSource {
  readonly name: string;
  readonly kind = 'stream';
  readonly interfaces: readonly string[];
  readonly knowledge: Knowledge = { kernelTimestamps: true, originalLengths: true, kernelDrops: 'at-end', interfaceDrops: 'at-end' };
  readonly #path: string;
  readonly #source: Source;
  readonly #abort = new AbortController();
  #state: LiveStats['state'] = 'starting';
  #releasing: NodeJS.Timeout | null = null;
  #received = 0;
  #octets = 0;

  constructor(path: string, gate: Gate = () => null) {
    this.#path = path;
    this.#source = openCapture(path, { live: true, gate });
    this.name = this.#source.name;
    this.interfaces = [path];
  }

  async run(onFrame: (frame: Frame) => void, signal: AbortSignal): Promise<LiveReport> {
    const stop = (): void => this.stop();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) this.stop();
    try {
      const report = await this.#source.run((frame) => {
        this.#state = 'capturing';
        this.#received += 1;
        this.#octets += frame.end - frame.start;
        onFrame(frame);
      }, this.#abort.signal);
      const { damage } = report;
      const damaged = damage !== null && damage.reason !== 'capture-cut-short';
      return this.#report(report, damaged ? this.#failure('stream-damaged', damage.reason) : null);
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
      if (this.#abort.signal.aborted) return this.#report(emptyReport(this.kind), null);
      return this.#report(emptyReport(this.kind), this.#failure(CODES[error.code] ?? 'stream-unreadable', error.message));
    } finally {
      signal.removeEventListener('abort', stop);
      if (this.#releasing !== null) clearInterval(this.#releasing);
      this.#state = 'ended';
    }
  }

  progress(): Progress {
    return this.#source.progress();
  }

  stats(): LiveStats {
    const counts = { kernelDrops: null, interfaceDrops: null, programDrops: null };
    return { state: this.#state, received: this.#received, octets: this.#octets, ...counts };
  }

  stop(): void {
    if (this.#abort.signal.aborted) return;
    this.#abort.abort();
    if (this.#path === '-') return;
    void releaseOpening(this.#path);
    // It may be about to be opened only now.
    this.#releasing = setInterval(() => void releaseOpening(this.#path), RELEASE_MS);
  }

  #failure(code: FailureCode, detail: string): CaptureFailure {
    return failureOf(code, { program: null, interface: this.#path }, detail);
  }

  #report(report: Parameters<typeof liveReport>[1], failure: CaptureFailure | null): LiveReport {
    // That it was asked to end is no lack.
    const notices = report.notices.filter(({ code }) => code !== 'capture-interrupted');
    return liveReport(this, { ...report, notices }, this.stats(), failure);
  }
}

/** A named pipe that nobody writes to is still being opened: opening its other end for a moment lets that go on to its end. */
async function releaseOpening(path: string): Promise<void> {
  try {
    if ((await stat(path)).isFIFO()) closeSync(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK));
  } catch {
    // Nobody was waiting.
  }
}
