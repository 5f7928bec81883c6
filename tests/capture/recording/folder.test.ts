import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder, syncFolder, tryFolder } from '../../../src/capture/recording/folder.ts';

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

describe('makeFolder and tryFolder', () => {
  it.each<[string, string, string]>([
    ['a file', 'file', 'EEXIST'],
    ['a folder below a file', 'file/a/b', 'ENOTDIR'],
    ['a link that leads nowhere', 'link', 'EEXIST'],
    ['too long a name', 'x'.repeat(300), 'ENAMETOOLONG'],
    ['a place without folders', '/proc/mouchard/a/b', 'ENOENT'],
  ])('reject %s', async (_name, path, code) => {
    writeFileSync(join(root, 'file'), '');
    symlinkSync(join(root, 'none'), join(root, 'link'));
    for (const make of [makeFolder, tryFolder]) await expect(make(resolve(root, path), null)).rejects.toMatchObject({ code });
  });

  it('take one that others make at the same moment', async () => {
    await Promise.all(Array.from({ length: 20 }, () => makeFolder(join(root, 'a/b/c/d'), null)));
    expect(facts(join(root, 'a/b/c/d'))[0]).toBe('700');
  });
});

describe('tryFolder', () => {
  it('makes the folder and leaves nothing in it', async () => {
    await tryFolder(join(root, 'a/b'), null);
    expect(readdirSync(join(root, 'a/b'))).toEqual([]);
  });

  it('rejects one that takes no files', async () => {
    await expect(tryFolder('/proc', null)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('syncFolder', () => {
  it('takes a folder, and rejects where there is none', async () => {
    await expect(syncFolder(root)).resolves.toBeUndefined();
    await expect(syncFolder(join(root, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
