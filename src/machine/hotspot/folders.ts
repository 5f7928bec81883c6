import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing, for their owner alone; gives those that were made, the deepest last. Throws where
 * one cannot be. (Node's own way to do it never ends in a file system that makes no folders, such as /proc.)
 */
export function makeFolders(path: string): readonly string[] {
  const missing: string[] = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const folder of missing) mkdirSync(folder, { mode: 0o700 });
  return missing;
}
