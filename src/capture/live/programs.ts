import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders in which system programs lie, also where the search path of a user leaves them out. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Where a program lies: its absolute path, and whether we may run it. Null where it is not there. */
export interface FoundProgram {
  readonly path: string;
  readonly runnable: boolean;
}

/** Looks a program up in the search path (as PATH has it), then where system programs lie. One that may be run goes first. */
export async function findProgram(name: string, searchPath: string): Promise<FoundProgram | null> {
  let found: FoundProgram | null = null;
  const folders = searchPath.split(':').filter((folder) => folder.startsWith('/'));
  for (const folder of new Set([...folders, ...SYSTEM_FOLDERS])) {
    const path = join(folder, name);
    if (await may(path, constants.X_OK)) return { path, runnable: true };
    if (found === null && (await may(path, constants.F_OK))) found = { path, runnable: false };
  }
  return found;
}

async function may(path: string, mode: number): Promise<boolean> {
  try {
    await access(path, mode);
    return true;
  } catch {
    return false;
  }
}
