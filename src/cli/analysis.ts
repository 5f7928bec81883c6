import { randomInt } from 'node:crypto';
import { openCapture, type CaptureOptions } from '../capture/open-capture.ts';
import { CaptureError, type Source } from '../capture/source.ts';
import type { LoadedRules } from '../engine/loader.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { isMessageKey, message } from '../language/message.ts';
import type { Finding } from '../model/finding.ts';
import type { Sighting } from '../model/sighting.ts';
import type { CaptureFacts } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import { Run } from '../pipeline/run.ts';
import { CommandError } from './command-error.ts';
import type { CommonOptions } from './common-options.ts';
import { EXIT, type Edges } from './edges.ts';
import { packageVersion } from './package-files.ts';
import { ProgressLine } from './progress-line.ts';

const SEED_MAX = 2 ** 31;
const PROGRESS_MS = 100;

export interface AnalysisParts {
  readonly edges: Edges;
  readonly language: Language;
  readonly options: CommonOptions;
  /** Null where nothing is judged. */
  readonly rules: LoadedRules | null;
  readonly knowledge: Knowledge;
  readonly sink?: (sighting: Sighting) => void;
  readonly onFinding?: (finding: Finding) => void;
}

/** A seed for hash tables that whoever crafts a capture cannot know; no result depends on it. */
export function newSeed(): number {
  return randomInt(SEED_MAX);
}

/** A run as the options ask for it, with the data of the package. */
export function newRun({ options, rules, knowledge, sink, onFinding }: AnalysisParts): Run {
  return new Run({
    version: packageVersion(),
    knowledge,
    rules,
    home: options.home,
    region: options.region,
    vendorByMac: options.vendor,
    onlyDevices: options.device.length === 0 ? null : new Set(options.device),
    seed: newSeed(),
    ...(sink === undefined ? {} : { sink }),
    ...(onFinding === undefined ? {} : { onFinding }),
  });
}

/** What became of the inputs of a run. */
export interface InputsRead {
  /** Some capture was damaged or could not be read. */
  readonly flawed: boolean;
  /** Captures of which at least the beginning was read. */
  readonly read: number;
  /** Captures of which nothing was read. */
  readonly unread: number;
}

/**
 * Reads the captures one after the other. One that cannot be read is told on standard error and the others go on;
 * a damaged one is told with the offset, and everything before the damage counts.
 */
export async function readAll(run: Run, paths: readonly string[], signal: AbortSignal, parts: AnalysisParts): Promise<InputsRead> {
  let flawed = false;
  let read = 0;
  for (const path of paths) {
    if (signal.aborted) break;
    const source = openCapture(path, openingOf(parts.edges));
    try {
      const facts = await readOne(run, source, signal, parts);
      read += 1;
      if (facts.damage !== null) {
        flawed = true;
        tellDamage(facts, parts);
      }
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
      flawed = true;
      tell(parts, 'cli.error.capture', { path: error.path, reason: reasonText(error.code, error.message, parts.language, error.path) });
    }
  }
  // Nothing is left to be opened.
  parts.edges.rights?.drop();
  return { flawed, read, unread: paths.length - read };
}

/** How captures are opened with the rights that there are. */
export function openingOf({ rights }: Edges): CaptureOptions {
  return rights === undefined ? {} : { opening: rights.opening };
}

async function readOne(run: Run, source: Source, signal: AbortSignal, { edges, language, options }: AnalysisParts): Promise<CaptureFacts> {
  const line = new ProgressLine(edges, language, options.quiet);
  const timer = setInterval(() => line.update(source.progress(), run.findings), PROGRESS_MS);
  try {
    return await run.read(source, signal);
  } finally {
    clearInterval(timer);
    line.clear();
  }
}

function tellDamage(facts: CaptureFacts, parts: AnalysisParts): void {
  const { offset, frame, reason } = facts.damage!;
  tell(parts, 'cli.error.damage', { path: facts.name, offset, frame, reason: reasonText(reason, '', parts.language) });
}

/** What Node has put in the place of octets of a name that are no UTF-8: no file can be found by such a name. */
const REPLACED = '\ufffd';

/**
 * A code of the catalogue in words; a code that the catalogue does not have yet stands for itself. `path`: of the file that could not be
 * read.
 */
export function reasonText(code: string, detail: string, language: Language, path = ''): string {
  const key = code === 'capture-missing' && path.includes(REPLACED) ? 'capture.name-not-utf8' : `capture.${code}`;
  return isMessageKey(key) ? message(language, key, { detail }) : code;
}

function tell(
  { edges, language }: AnalysisParts,
  key: 'cli.error.capture' | 'cli.error.damage',
  parameters: Record<string, string | number>,
): void {
  edges.stderr.write(`${message(language, 'cli.error', { text: message(language, key, parameters) })}\n`);
}

/** No capture could be read at all: there is no result to print. */
export function nothingRead(): CommandError {
  return new CommandError(EXIT.input, 'cli.error.nothing-read');
}
