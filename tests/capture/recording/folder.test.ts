import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder, syncFolder } from '../../../src/capture/recording/folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mouchard-folder-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const facts = (path: string): [string, number, number] => {
  const { mode, uid, gid } = statSync(path);
  return [(mode & 0o777).toString(8), uid, gid];
};

describe('makeFolder', () => {
  it('makes folders that only the owner may look into', async () => {
    await makeFolder(join(root, 'a/b'), null);
    expect(facts(join(root, 'a'))[0]).toBe('700');
    expect(facts(join(root, 'a/b'))[0]).toBe('700');
  });

  it('leaves folders alone that are there', async () => {
    mkdirSync(join(root, 'a'), { mode: 0o755 });
    await makeFolder(join(root, 'a'), { user: 4_242, group: 4_243 });
    expect(facts(join(root, 'a'))).toEqual(['755', process.getuid!(), process.getgid!()]);
  });

  it.skipIf(process.getuid?.() !== 0)('gives what it made to the real user', async () => {
    await makeFolder(join(root, 'a/b/c'), { user: 4_242, group: 4_243 });
    for (const path of ['a', 'a/b', 'a/b/c']) expect(facts(join(root, path))).toEqual(['700', 4_242, 4_243]);
    expect(facts(root)[1]).toBe(0);
  });
});

describe('syncFolder', () => {
  it('takes a folder, and rejects where there is none', async () => {
    await expect(syncFolder(root)).resolves.toBeUndefined();
    await expect(syncFolder(join(root, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
