import { createHash } from 'node:crypto';
import type { RecordedFile } from './recording.ts';

/** A line of the index: a file that was closed, or one that was deleted because the ring was full. */
export type IndexEntry =
  | { readonly file: string; readonly first: number; readonly frames: number; readonly octets: number; readonly sha256: string }
  | { readonly deleted: string };

/** What an index file holds, and whether it is as it was written. */
export interface RecordingIndex {
  readonly files: readonly RecordedFile[];
  /** Number of the first line that does not follow from the line before it; null where all do. A torn last line is left out. */
  readonly brokenAt: number | null;
}

/**
 * Makes the lines of an index (NDJSON). Each carries the SHA-256 of the line before it, so that no line can be changed or
 * taken out without trace.
 */
export class IndexChain {
  #previous = '';

  line(entry: IndexEntry): string {
    const text = JSON.stringify({ ...entry, previous: this.#previous });
    this.#previous = sha256(text);
    return `${text}\n`;
  }
}

/** Reads an index back. */
export function readIndex(text: string): RecordingIndex {
  const files = new Map<string, RecordedFile>();
  let previous = '';
  let brokenAt: number | null = null;
  const lines = text.split('\n').slice(0, -1);
  for (const [index, line] of lines.entries()) {
    const entry = parse(line);
    if (brokenAt === null && entry?.['previous'] !== previous) brokenAt = index + 1;
    previous = sha256(line);
    if (entry !== null) take(files, entry);
  }
  return { files: [...files.values()].sort((a, b) => a.first - b.first), brokenAt };
}

function take(files: Map<string, RecordedFile>, entry: Readonly<Record<string, unknown>>): void {
  const { file, first, frames, octets, deleted } = entry;
  const hash = entry['sha256'];
  if (typeof deleted === 'string') {
    const known = files.get(deleted);
    if (known !== undefined) files.set(deleted, { ...known, state: 'deleted' });
  } else if (typeof file === 'string' && typeof hash === 'string' && isCount(first) && isCount(frames) && isCount(octets)) {
    files.set(file, { name: file, first, frames, octets, sha256: hash, state: 'closed' });
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function parse(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
