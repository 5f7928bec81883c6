import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SafeText } from '../../language/safe-text.ts';
import { csvLine } from '../../report/csv-line.ts';
import type { Desk, Saved, SavedDocument } from '../../ui/errand.ts';
import { CommandError } from '../command-error.ts';
import { Output } from '../output.ts';

/** Files of one name in one folder; beyond, the last of them is tried and refused. */
const NUMBERS_MAX = 10_000;

/** Writes what screens show into a folder: `mouchard-findings.csv`, then `mouchard-findings-2.csv`. It never overwrites a file. */
export class FolderDesk implements Desk {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  save(document: SavedDocument): Saved {
    const path = this.#freePath(`mouchard-${document.name}`, document.kind === 'table' ? 'csv' : 'txt');
    try {
      const output = new Output(path, true);
      const lines = document.kind === 'table' ? document.rows.map(csvLine) : document.lines;
      output.write(lines.map((line) => `${line}\n`).join('') as SafeText);
      output.close();
      return { path };
    } catch (error) {
      if (error instanceof CommandError) return { fault: error.key, parameters: error.parameters };
      throw error;
    }
  }

  #freePath(name: string, ending: string): string {
    let path = join(this.#folder, `${name}.${ending}`);
    for (let number = 2; number < NUMBERS_MAX && existsSync(path); number += 1) path = join(this.#folder, `${name}-${number}.${ending}`);
    return path;
  }
}
