import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const MODE = 0o700;

/**
 * Makes a folder and those above it that are missing, for their owner alone, whatever the umask. What is there, or is made by somebody else
 * at the same moment, stays as it is. Throws what the system says. (Node's own way to make those above it too never ends in a file system
 * that makes no folders, such as /proc.)
 */
export function makePrivateFolder(path: string): void {
  const missing: string[] = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const folder of missing) {
    try {
      mkdirSync(folder, { mode: MODE });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw error;
    }
    chmodSync(folder, MODE);
  }
}
