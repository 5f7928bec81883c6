import { chmodSync, closeSync, existsSync, fchmodSync, fsyncSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { makePrivateFolder } from './private-folder.ts';

const FILE_MODE = 0o600;
const OTHERS = 0o077;

/**
 * Creates the file, and its folder where there is none, for the owner alone, whatever the umask. Files and folders that exist are left
 * as they are. SQLite gives the files that it puts beside a database the mode of the database.
 */
export function createPrivateFile(path: string): void {
  const folder = dirname(path);
  makePrivateFolder(folder);
  if (existsSync(path)) return;
  const file = openSync(path, 'a', FILE_MODE);
  try {
    fchmodSync(file, FILE_MODE);
  } finally {
    closeSync(file);
  }
  syncFolder(folder);
}

/**
 * Takes from others what they may do with the file and with those that SQLite keeps beside it. By name: they may be open, and opening
 * them again would cost SQLite its locks (see `isOpenHere`).
 */
export function makePrivate(path: string): void {
  for (const each of [path, `${path}-wal`, `${path}-shm`]) {
    const found = statSync(each, { throwIfNoEntry: false });
    if (found !== undefined && (found.mode & OTHERS) !== 0) chmodSync(each, FILE_MODE);
  }
}

/** A file just created is only sure to be found after a power cut once its folder is on the disk (fsync(2)). */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } catch {
    // Some file systems cannot sync a folder; the file is then as safe as they make it.
  } finally {
    closeSync(handle);
  }
}
