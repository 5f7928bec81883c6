import { chmodSync, closeSync, existsSync, fchmodSync, fstatSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
const OTHERS = 0o077;

/**
 * Creates the file, and its folder where there is none, for the owner alone, whatever the umask. Folders that exist are left as they are.
 * SQLite gives the files that it puts beside a database the mode of the database.
 */
export function createPrivateFile(path: string): void {
  const folder = dirname(path);
  if (mkdirSync(folder, { recursive: true, mode: FOLDER_MODE }) !== undefined) chmodSync(folder, FOLDER_MODE);
  const file = openSync(path, 'a', FILE_MODE);
  try {
    if (fstatSync(file).size === 0) fchmodSync(file, FILE_MODE);
  } finally {
    closeSync(file);
  }
  syncFolder(folder);
}

/** Takes from others what they may do with the file and with those that SQLite keeps beside it. */
export function makePrivate(path: string): void {
  for (const each of [path, `${path}-wal`, `${path}-shm`]) {
    if (!existsSync(each)) continue;
    const file = openSync(each, 'r');
    try {
      if ((fstatSync(file).mode & OTHERS) !== 0) fchmodSync(file, FILE_MODE);
    } finally {
      closeSync(file);
    }
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
