import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makePrivateFolder } from '../../src/store/private-folder.ts';
import { temporaryFolder } from './samples.ts';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('makePrivateFolder', () => {
  it('makes what is missing, for its owner alone, and leaves what is there', () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'there'));
    chmodSync(join(root, 'there'), 0o755);
    makePrivateFolder(join(root, 'there', 'a', 'b'));
    makePrivateFolder(join(root, 'there'));
    expect(['there', 'there/a', 'there/a/b'].map((name) => modeOf(join(root, name)))).toEqual(['755', '700', '700']);
  });

  it.each([
    ['a file system that makes none', () => '/proc/nothing/at/all'],
    [
      'a file',
      (root: string) => {
        writeFileSync(join(root, 'file'), '');
        return join(root, 'file', 'a');
      },
    ],
    [
      'a link that leads nowhere',
      (root: string) => {
        symlinkSync(join(root, 'nowhere'), join(root, 'link'));
        return join(root, 'link', 'a');
      },
    ],
  ])('ends, and says what the system does, in %s', (_name, pathIn) => {
    expect(() => makePrivateFolder(pathIn(temporaryFolder()))).toThrow(/ENOENT|ENOTDIR|EPERM|EACCES/);
  });
});
