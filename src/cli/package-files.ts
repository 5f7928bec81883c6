import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package: the one that holds `rules` and `dist`, whether this runs from `dist/cli` or from `src/cli`. */
export const PACKAGE_ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The rules that come with the program. */
export const BUILT_IN_RULES = join(PACKAGE_ROOT, 'rules');

/** The version as package.json states it. */
export function packageVersion(): string {
  return (JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

/** A compiled data file of the build (`oui.bin`, `country.bin`, …). */
export function dataFile(name: string): Buffer {
  return readFileSync(dataPath(name));
}

/** One that is read when it is first needed; throws at once where it cannot be read. */
export function laterDataFile<T>(name: string, open: (file: Buffer) => T): () => T {
  const path = dataPath(name);
  accessSync(path, constants.R_OK);
  let opened: T | null = null;
  return () => (opened ??= open(readFileSync(path)));
}

function dataPath(name: string): string {
  return join(PACKAGE_ROOT, 'dist', 'data', name);
}

/** Every YAML file of a folder, by name; an empty list where there is no such folder. */
export function yamlFiles(folder: string): { path: string; text: string }[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  } catch {
    return [];
  }
  return names.sort().map((name) => ({ path: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
}
