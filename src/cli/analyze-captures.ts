import { openCapture } from '../capture/open-capture.ts';
import type { Source } from '../capture/source.ts';
import { countriesOfRegion, DEFAULT_REGION } from '../knowledge/regions.ts';
import type { Sighting } from '../model/sighting.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { Run } from '../pipeline/run.ts';
import { newSeed } from './analysis.ts';
import { CommandError } from './command-error.ts';
import { openKnowledge } from './knowledge-files.ts';
import { packageVersion } from './package-files.ts';
import { rulePack } from './rule-pack.ts';

const PICTURE_MS = 1_000;

/** How captures are to be analysed; everything has a default. */
export interface AnalyzeOptions {
  /** Folders with further rule files; the same id replaces a built-in rule. */
  readonly rules?: readonly string[];
  /** Networks that count as home, such as `192.168.4.0/24`; otherwise private ranges and what the capture shows. */
  readonly home?: readonly string[];
  /** The home region: two-letter codes of countries (ISO 3166-1); otherwise the EEA and the United Kingdom. */
  readonly region?: readonly string[];
  /** Only these devices, by their MACs in lower case with colons. */
  readonly devices?: readonly string[];
  /** The makers of devices, by MAC. */
  readonly vendors?: Readonly<Record<string, string>>;
  /** Takes every observation with its device and destination, as it is made. */
  readonly onSighting?: (sighting: Sighting) => void;
  /** Stops the reading; what was seen until then is the last picture. */
  readonly signal?: AbortSignal;
  /** Milliseconds between the pictures that are taken while a capture is read: 1,000 where it is left out. */
  readonly everyMs?: number;
}

/** Some rule or destination file is invalid: one line a problem, `file:line:column: what is wrong`. */
export class RulesError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'RulesError';
    this.problems = problems;
  }
}

/**
 * Analyses captures one after the other: a picture of the run so far every second, and one at the end of each capture; the last one is
 * the result, and the same for the same captures. Rejects with CaptureError where a capture cannot be opened (damage on the way is
 * in the picture instead) and with RulesError where the rules are invalid.
 * @param captures a path (`-`: standard input), a source of frames, or several of them
 */
export async function* analyze(
  captures: string | Source | readonly (string | Source)[],
  options: AnalyzeOptions = {},
): AsyncGenerator<Snapshot, void, void> {
  const run = newRun(options);
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, options.signal]);
  for (const capture of [captures].flat()) {
    const source = typeof capture === 'string' ? openCapture(capture) : capture;
    let reading = true;
    const end = run.read(source, signal).finally(() => (reading = false));
    try {
      for (;;) {
        await firstOf(end, options.everyMs ?? PICTURE_MS);
        yield run.snapshot();
        if (!reading) break;
      }
    } finally {
      // Whoever looks no further has the reading stopped: nothing goes on behind their back.
      if (reading) {
        stop.abort();
        await end.catch(() => undefined);
      }
    }
    if (signal.aborted) return;
  }
}

function newRun(options: AnalyzeOptions): Run {
  try {
    const folders = options.rules ?? [];
    return new Run({
      version: packageVersion(),
      rules: rulePack(folders, 'en'),
      knowledge: openKnowledge(folders, 'en'),
      home: options.home ?? [],
      region: options.region ?? countriesOfRegion(DEFAULT_REGION)!,
      vendorByMac: new Map(Object.entries(options.vendors ?? {})),
      onlyDevices: options.devices === undefined ? null : new Set(options.devices),
      seed: newSeed(),
      ...(options.onSighting === undefined ? {} : { sink: options.onSighting }),
    });
  } catch (error) {
    throw error instanceof CommandError ? new RulesError(error.details) : error;
  }
}

/** Resolves when the reading has ended or the time is over, whichever comes first; rejects where the reading does. */
async function firstOf(reading: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  try {
    await Promise.race([reading, time]);
  } finally {
    clearTimeout(timer);
  }
}
