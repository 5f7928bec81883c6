/** Writes every flood into a folder: `tsx scripts/floods/make-floods.ts FOLDER [NAME...]`. */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FLOODS, type Flood } from './floods.ts';

/** Writes a flood of the given count unless it is there already; returns its path. */
export async function makeFlood(folder: string, flood: Omit<Flood, 'goal'>, count = flood.count): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${flood.name}${count === 0 ? '' : `-${count}`}.${flood.extension}`);
  if (!existsSync(path)) {
    await flood.write(`${path}.part`, count);
    renameSync(`${path}.part`, path);
  }
  return path;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, ...names] = process.argv.slice(2);
  if (folder === undefined) {
    console.error('usage: tsx scripts/floods/make-floods.ts FOLDER [NAME...]');
    process.exitCode = 2;
  } else {
    for (const flood of FLOODS) if (names.length === 0 || names.includes(flood.name)) console.log(await makeFlood(folder, flood));
  }
}
