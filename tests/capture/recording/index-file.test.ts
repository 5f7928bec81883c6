import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IndexFile } from '../../../src/capture/recording/index-file.ts';
import { readIndex } from '../../../src/capture/recording/recording-index.ts';
import { diskLacks, mountDisk, unmountDisk } from '../../builders/small-disk.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mouchard-index-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entry = (number: number) => ({ file: `file-${number}`, first: number, frames: 1, octets: 100, sha256: 'ab' });
const read = (at = folder): ReturnType<typeof readIndex> => readIndex(readFileSync(join(at, 'a.index.ndjson'), 'utf8'));
const open = async (at = folder): Promise<IndexFile> => (await IndexFile.create({ folder: at, owner: null }, 'a'))!;

describe('IndexFile', () => {
  it('adds line to line, for its owner alone', async () => {
    const index = await open();
    expect(read()).toEqual({ files: [], brokenAt: null });
    await index.note(entry(1));
    await index.note(entry(2));
    await index.note({ deleted: 'file-1' });
    await index.flush();
    expect(read().brokenAt).toBeNull();
    expect(read().files.map(({ name, state }) => [name, state])).toEqual([
      ['file-1', 'deleted'],
      ['file-2', 'closed'],
    ]);
    expect(statSync(join(folder, 'a.index.ndjson')).mode & 0o777).toBe(0o600);
  });

  it('leaves one that is there to whose it is', async () => {
    writeFileSync(join(folder, 'a.index.ndjson'), 'x');
    expect(await IndexFile.create({ folder, owner: null }, 'a')).toBeNull();
    expect(readFileSync(join(folder, 'a.index.ndjson'), 'utf8')).toBe('x');
  });

  it('says that it cannot be made', async () => {
    await expect(IndexFile.create({ folder: join(folder, 'nowhere'), owner: null }, 'a')).rejects.toThrow('ENOENT');
  });

  it('goes on without a hole where it was emptied', async () => {
    const index = await open();
    await index.note(entry(1));
    truncateSync(join(folder, 'a.index.ndjson'));
    await index.note(entry(2));
    expect(readFileSync(join(folder, 'a.index.ndjson'), 'utf8')).toMatch(/^\{"file":"file-2"/);
  });
});

if (diskLacks !== null) console.log(`full disks are not tried: ${diskLacks}`);

describe.skipIf(diskLacks !== null)('on a full disk', () => {
  let disk: string;
  beforeEach(() => {
    disk = join(folder, 'disk');
    expect(mountDisk(disk, '64k')).toBe(true);
  });
  afterEach(() => unmountDisk(disk));

  it('leaves no line torn or out: what had no room comes with the next', async () => {
    const index = await open(disk);
    await index.note(entry(1));
    let failed = 0;
    for (let number = 2; number < 2_000 && failed < 3; number += 1) await index.note(entry(number)).catch(() => (failed += 1));
    expect(failed).toBe(3);
    const { files, brokenAt } = read(disk);
    expect(brokenAt).toBeNull();
    expect(readFileSync(join(disk, 'a.index.ndjson'), 'utf8')).toMatch(/\n$/);
    expect(spawnSync('mount', ['-o', 'remount,size=1m', disk]).status).toBe(0);
    await index.flush();
    expect(read(disk)).toMatchObject({ brokenAt: null, files: { length: files.length + 3 } });
  });
});
