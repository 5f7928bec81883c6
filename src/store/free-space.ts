import { statfsSync } from 'node:fs';

/** What the store leaves free on a disk: 500 MB, on small disks 2 %. */
const FLOOR_OCTETS_MAX = 500_000_000;
const FLOOR_SHARE = 0.02;

/** True while the disk of the folder has more free than the store must leave. */
export function hasSpace(folder: string): boolean {
  const { bsize, blocks, bavail } = statfsSync(folder);
  return bavail * bsize > Math.min(FLOOR_OCTETS_MAX, blocks * bsize * FLOOR_SHARE);
}
