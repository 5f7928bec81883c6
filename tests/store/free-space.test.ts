import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { hasSpace } from '../../src/store/free-space.ts';

it('agrees with what the file system says', () => {
  const { bavail, blocks, bsize } = statfsSync(tmpdir());
  expect(hasSpace(tmpdir())).toBe(bavail * bsize > Math.min(500e6, 0.02 * blocks * bsize));
});

it('sees no space where a file system has none', () => {
  // A file system of the kernel: no blocks at all.
  expect(hasSpace('/proc')).toBe(false);
});
