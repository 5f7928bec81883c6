import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Mounts a disk in memory over a folder, made where it is not there; false where that is not permitted. `size`: as `mount` writes it, such as `4m`. */
export function mountDisk(folder: string, size: string): boolean {
  mkdirSync(folder, { recursive: true });
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).status === 0;
}

export function unmountDisk(folder: string): void {
  spawnSync('umount', ['-l', folder]);
}

/** Why no disk can be filled here; null where one can. */
export const diskLacks: string | null = ((): string | null => {
  const folder = mkdtempSync(join(tmpdir(), 'mouchard-disk-'));
  try {
    if (!mountDisk(folder, '1m')) return 'no file system can be mounted';
    unmountDisk(folder);
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
})();
