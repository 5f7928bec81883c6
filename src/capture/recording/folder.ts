import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RecordingOptions } from './recording.ts';

/**
 * Makes a folder (its path is absolute), and those above it, that only the owner may look into. Folders that exist stay as they are.
 * (Node's own way to make those above it too never ends in a file system that makes no folders, such as /proc.)
 */
export async function makeFolder(folder: string, owner: RecordingOptions['owner']): Promise<void> {
  if (await isFolder(folder)) return;
  if (!existsSync(dirname(folder))) await makeFolder(dirname(folder), owner);
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (await isFolder(folder)) return;
    throw error;
  }
  if (owner !== null) await chown(folder, owner.user, owner.group).catch(() => undefined);
  await syncFolder(dirname(folder)).catch(() => undefined);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}

/** Rejects where no file can be written into a folder, which is made where it is missing. */
export async function tryFolder(folder: string, owner: RecordingOptions['owner']): Promise<void> {
  await makeFolder(folder, owner);
  const path = join(folder, `.try-${randomBytes(8).toString('hex')}`);
  const file = await open(path, 'wx', 0o600);
  await unlink(path);
  await file.close();
}

/** Forces the names in a folder to the disk: a file that was synced is lost all the same while its name is not. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
