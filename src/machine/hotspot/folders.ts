import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing, for their owner alone; gives those that were made, the deepest last. What somebody
 * else makes at the same moment counts as there. Throws where one cannot be. (Node's own way to do it never ends in a file system that
 * makes no folders, such as /proc.)
 */
export function makeFolders(path: string): readonly string[] {
  const missing: string[] = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  return missing.filter(makeOne);
}

/** False where somebody else was first. */
function makeOne(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
