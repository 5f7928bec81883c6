import { chown, mkdir, open } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { RecordingOptions } from './recording.ts';

/** Makes a folder, and those above it, that only the owner may look into. Folders that exist stay as they are. */
export async function makeFolder(folder: string, owner: RecordingOptions['owner']): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made === undefined) return;
  let path = made;
  const below = relative(made, folder).split(sep).filter(Boolean);
  for (const step of ['', ...below]) {
    path = join(path, step);
    if (owner !== null) await chown(path, owner.user, owner.group).catch(() => undefined);
  }
  await syncFolder(dirname(made));
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
