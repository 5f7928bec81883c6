import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPrivateFile, makePrivate } from '../../src/store/private-file.ts';
import { temporaryFolder } from './samples.ts';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('a file for the owner alone', () => {
  it('is made with the folders that lack, and leaves those that are there', () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    const path = join(folder, 'a', 'b', 'store.db');
    createPrivateFile(path);
    expect([path, join(folder, 'a', 'b'), join(folder, 'a'), folder].map(modeOf)).toEqual(['600', '700', '700', '755']);
  });

  it('does not touch what is there', () => {
    const path = join(temporaryFolder(), 'theirs');
    writeFileSync(path, 'x');
    chmodSync(path, 0o644);
    createPrivateFile(path);
    expect(modeOf(path)).toBe('644');
  });

  it('is taken from others, with what lies beside it', () => {
    const path = join(temporaryFolder(), 'store.db');
    for (const each of [path, `${path}-wal`]) {
      writeFileSync(each, 'x');
      chmodSync(each, 0o664);
    }
    makePrivate(path);
    expect([path, `${path}-wal`].map(modeOf)).toEqual(['600', '600']);
  });

  it('fails as the system does where it cannot be made', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'x');
    expect(() => createPrivateFile(join(folder, 'file', 'store.db'))).toThrow(/ENOTDIR|EEXIST/);
  });
});
