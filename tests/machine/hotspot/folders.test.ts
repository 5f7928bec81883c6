import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolders } from '../../../src/machine/hotspot/folders.ts';

const root = mkdtempSync(join(tmpdir(), 'mouchard-folders-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('makeFolders', () => {
  it('makes what is missing, for its owner alone, and nothing twice', () => {
    const path = join(root, 'a', 'b');
    expect(makeFolders(path)).toEqual([join(root, 'a'), path]);
    expect(statSync(join(root, 'a')).mode & 0o777).toBe(0o700);
    expect(makeFolders(path)).toEqual([]);
  });

  it.each([
    ['in a file system that makes none', '/proc/nothing/at/all'],
    ['under a file', join(root, 'file', 'a')],
  ])('throws %s', (_name, path) => {
    writeFileSync(join(root, 'file'), '');
    expect(() => makeFolders(path)).toThrow(/ENOENT|ENOTDIR|EPERM|EACCES/);
  });
});
