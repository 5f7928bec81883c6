import Database from './pinned-database.ts';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { META, sighting, snapshot, temporaryFolder } from './samples.ts';

const umask = process.umask();
afterEach(() => void process.umask(umask));

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

const NOBODY = 65_534;

/** Does something without the rights of root, for whom modes of files mean nothing. */
function asNobody(paths: readonly string[], act: () => void): void {
  if (process.getuid!() !== 0) {
    act();
    return;
  }
  for (const path of paths) chownSync(path, NOBODY, NOBODY);
  process.seteuid!(NOBODY);
  try {
    act();
  } finally {
    process.seteuid!(0);
  }
}

describe('a new store', () => {
  it.each([0o000, 0o022, 0o077, 0o777])('is for the owner alone under umask %i, log and index too', (mask) => {
    const path = join(temporaryFolder(), 'folder', 'store.db');
    process.umask(mask);
    const store = openStore(path);
    store.begin(META).flush();
    expect([dirname(path), path, `${path}-wal`, `${path}-shm`].map(modeOf)).toEqual(['700', '600', '600', '600']);
    store.close();
  });

  it('is made in an empty file', () => {
    const path = join(temporaryFolder(), 'store.db');
    writeFileSync(path, '');
    openStore(path).close();
    expect(openStore(path, { readOnly: true }).list()).toEqual([]);
  });

  it('writes with a log, synced at every commit, and checks what it refers to', () => {
    const path = join(temporaryFolder(), 'store.db');
    const store = openStore(path);
    store.begin(META).finish(snapshot('a'), 'complete', 1);
    const other = new Database(path);
    expect(other.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(other.pragma('auto_vacuum', { simple: true })).toBe(2);
    other.close();
    store.close();
  });

  it('reads no name as a URI', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'file:x.db?mode=memory');
    openStore(path).close();
    expect(statSync(path).size).toBeGreaterThan(0);
  });
});

describe('a store that is there', () => {
  it('is opened by two programs, each with sessions of its own', () => {
    const path = join(temporaryFolder(), 'store.db');
    const [first, second] = [openStore(path), openStore(path)];
    const writers = [first.begin(META), second.begin(META)];
    for (let index = 0; index < 40; index++) {
      for (const writer of writers) writer.sighting(sighting('arp', { index }));
      if (index % 10 === 0) for (const writer of writers) writer.flush();
    }
    expect(writers.map((writer) => writer.finish(snapshot(`s${writer.id}`), 'complete', 1))).toEqual([true, true]);
    expect(first.snapshot(2)).toEqual(snapshot('s2'));
    expect(second.snapshot(1)).toEqual(snapshot('s1'));
    for (const id of [1, 2]) expect([...first.observations(id)].map((each) => each.fields['index'])).toEqual([...new Array(40).keys()]);
    first.close();
    second.close();
  });

  it('is taken from others where they could read it', () => {
    const path = join(temporaryFolder(), 'store.db');
    openStore(path).close();
    chmodSync(path, 0o644);
    openStore(path).close();
    expect(modeOf(path)).toBe('600');
  });

  it('can be read where nothing may be written', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'store.db');
    const store = openStore(path);
    store.begin(META).finish(snapshot('a'), 'complete', 1);
    store.close();
    chmodSync(folder, 0o500);
    onTestFinished(() => chmodSync(folder, 0o700));
    asNobody([folder, path], () => {
      const reader = openStore(path, { readOnly: true });
      expect(reader.snapshot(1)).toEqual(snapshot('a'));
      expect(() => reader.begin(META)).toThrow(expect.objectContaining({ code: 'read-only' }));
      reader.close();
    });
    expect(readdirSync(folder)).toEqual(['store.db']);
  });
});

describe('what is no store', () => {
  it('is missing where it may not be made', () => {
    const path = join(temporaryFolder(), 'store.db');
    expect(() => openStore(path, { readOnly: true })).toThrow(expect.objectContaining({ code: 'missing' }));
    expect(() => statSync(path)).toThrow('ENOENT');
  });

  const foreign = (path: string): void => {
    const database = new Database(path);
    database.exec('CREATE TABLE bookmarks (url TEXT)');
    database.close();
  };
  it.each<[string, (path: string) => void]>([
    ['text', (path) => writeFileSync(path, 'not a database, and long enough to be looked at as one'.repeat(10))],
    ['one octet', (path) => writeFileSync(path, 'x')],
    ['a database of another program', foreign],
    ['zeros', (path) => writeFileSync(path, Buffer.alloc(8192))],
  ])('%s is refused, and not touched', (_name, write) => {
    const path = join(temporaryFolder(), 'store.db');
    write(path);
    chmodSync(path, 0o644);
    const before = readFileSync(path);
    for (const readOnly of [false, true]) {
      expect(() => openStore(path, { readOnly })).toThrow(expect.objectContaining({ code: 'not-a-store', integrity: true }));
    }
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(modeOf(path)).toBe('644');
  });

  it.each(['store.db ', 'store.db\u00a0', 'store.db\ufeff', 'store.db\n'])(
    'is told of a name that cannot be opened as it is: %j',
    (name) => {
      const folder = temporaryFolder();
      expect(() => openStore(join(folder, name))).toThrow(expect.objectContaining({ code: 'cannot-open' }));
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('is told where the path leads nowhere', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'file'), 'x');
    symlinkSync('loop', join(folder, 'loop'));
    for (const name of ['folder', 'file/store.db', 'loop', 'n'.repeat(300)]) {
      expect(() => openStore(join(folder, name)), name).toThrow(expect.objectContaining({ name: 'StoreError', code: 'cannot-open' }));
    }
  });
});

describe('a newer store', () => {
  it('is refused', () => {
    const path = join(temporaryFolder(), 'store.db');
    openStore(path).close();
    const database = new Database(path);
    database.pragma('user_version = 1000');
    database.close();
    expect(() => openStore(path)).toThrow(expect.objectContaining({ code: 'newer' }));
  });
});
