import { closeSync, fsyncSync, linkSync, openSync, readdirSync, readFileSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeFolders } from './folders.ts';
import { placesIn } from './places.ts';
import type { HotspotSettings } from './settings.ts';
import type { StepId, Undo } from './step.ts';

/** The first line of a journal. */
export interface JournalHead {
  /** Of the journal's form. */
  readonly version: 1;
  /** In the environment of every program that was started: by it they are found again. */
  readonly token: string;
  /** Of the start of the machine (random(4), boot_id): what was not written to a disk is gone with it. */
  readonly boot: string;
  /** The process that switches the hotspot on, and when it started, in ticks since the start of the machine (proc(5), stat, 22). */
  readonly process: { readonly id: number; readonly started: string };
  /** ISO 8601. */
  readonly since: string;
  readonly settings: HotspotSettings;
}

export interface JournalStep {
  readonly step: StepId;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly undo: readonly Undo[];
}

/** What a journal holds. A step that it names may not have been carried out. */
export interface JournalRecord {
  readonly head: JournalHead;
  readonly steps: readonly JournalStep[];
  /** All steps were carried out. */
  readonly complete: boolean;
}

/**
 * Writes down each change of the machine before it is made: a line of JSON, on the disk before `step` returns.
 * That there is a journal means that there is a hotspot, or what is left of one.
 */
export class Journal {
  readonly #descriptor: number;

  private constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /**
   * Begins a journal; null where there is one. It is there with its first line or not at all: who looks in between would take it for the
   * rest of one that was never carried out, and clear it away. Its folder is made, for its owner alone. Throws where it cannot be written.
   */
  static begin(folder: string, head: JournalHead): Journal | null {
    const { journal: path } = placesIn(folder);
    const apart = `${path}.${process.pid}`;
    const made: string[] = [];
    const descriptor = openIn(folder, apart, made);
    const journal = new Journal(descriptor);
    try {
      journal.#line(head);
      if (!linked(apart, path)) {
        journal.close();
        return null;
      }
    } finally {
      rmSync(apart, { force: true });
    }
    // A name is on the disk once the folder that it is in is.
    syncFolder(folder);
    for (const each of made) syncFolder(dirname(each));
    return journal;
  }

  step(step: JournalStep): void {
    this.#line(step);
  }

  complete(): void {
    this.#line({ complete: true });
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #line(value: object): void {
    writeSync(this.#descriptor, `${JSON.stringify(value)}\n`);
    fsyncSync(this.#descriptor);
  }
}

/** Reads the journal of a folder; null where there is none, `damaged` where its first line cannot be read, `forbidden` where it may not be. */
export function readJournal(folder: string): JournalRecord | 'damaged' | 'forbidden' | null {
  let text: string;
  try {
    text = readFileSync(placesIn(folder).journal, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EACCES' || code === 'EPERM' ? 'forbidden' : null;
  }
  // A last line without its end was not yet on the disk: its step had not begun.
  const lines = text.split('\n').slice(0, -1).map(readLine);
  const [head, ...rest] = lines;
  if (!isHead(head)) return 'damaged';
  return {
    head,
    steps: rest.filter(isStep),
    complete: rest.some((line) => line !== null && 'complete' in line),
  };
}

/** Removes the journal, and what `forgetBeginnings` does. */
export function forgetJournal(folder: string, isAlive: (process: number) => boolean): void {
  rmSync(placesIn(folder).journal, { force: true });
  forgetBeginnings(folder, isAlive);
}

/** Removes what processes have left that were killed before their journal was in its place, and the folder where nothing else is in it. */
export function forgetBeginnings(folder: string, isAlive: (process: number) => boolean): void {
  const start = `${basename(placesIn(folder).journal)}.`;
  for (const name of namesIn(folder))
    if (name.startsWith(start) && !isAlive(Number(name.slice(start.length)))) rmSync(join(folder, name), { force: true });
  for (const path of [folder, ...(basename(dirname(folder)) === 'mouchard' ? [dirname(folder)] : [])]) {
    try {
      rmdirSync(path);
    } catch {
      return;
    }
  }
  syncFolder(join(folder, '..', '..'));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** How often a folder is made that somebody who clears away takes from under us. */
const TRIES = 50;

/** Makes a file of our own in a folder, and the folder: `made` takes the folders in. */
function openIn(folder: string, path: string, made: string[]): number {
  for (let left = TRIES; ; left--) {
    try {
      made.push(...makeFolders(folder));
      rmSync(path, { force: true });
      return openSync(path, 'ax', 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || left === 1) throw error;
    }
  }
}

/** Gives a file a second name; false where there is a file of that name. */
function linked(path: string, name: string): boolean {
  try {
    linkSync(path, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function syncFolder(path: string): void {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(path, 'r');
    fsyncSync(descriptor);
  } catch {
    // Some file systems cannot; they keep names without being asked.
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

function readLine(line: string): object | null {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

function isHead(line: object | null | undefined): line is JournalHead {
  return (
    line !== null &&
    line !== undefined &&
    (line as JournalHead).version === 1 &&
    typeof (line as JournalHead).token === 'string' &&
    'settings' in line
  );
}

function isStep(line: object | null): line is JournalStep {
  return line !== null && 'step' in line && Array.isArray((line as JournalStep).undo);
}
