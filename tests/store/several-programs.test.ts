import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import Database from './pinned-database.ts';
import { META, sighting, snapshot, temporaryFolder } from './samples.ts';

const SCRIPT = new URL('open-once.ts', import.meta.url).pathname;

interface Other {
  readonly go: () => void;
  readonly ended: Promise<{ code: number | null; signal: string | null; stderr: string }>;
}

/** Another program, ready to open the store when told to. */
async function other(path: string, times: number): Promise<Other> {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, path, String(times)], { stdio: 'pipe' });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Awaited<Other['ended']>>((resolve) => child.on('close', (code, signal) => resolve({ code, signal, stderr })));
  await once(child.stdout, 'data');
  return { go: () => void child.stdin.end('go\n'), ended };
}

const WELL = { code: 0, signal: null, stderr: '' };

describe('a store that several programs use', () => {
  it('keeps its log while a program has it open, whatever others open and close', async () => {
    const path = join(temporaryFolder(), 'store.db');
    const store = openStore(path);
    const writer = store.begin(META);
    writer.sighting(sighting('arp', { index: 1 }));
    writer.flush();
    // A second one in this process must not cost the first its locks.
    openStore(path, { readOnly: true }).close();
    openStore(path).close();
    const theirs = await other(path, 3);
    theirs.go();
    expect(await theirs.ended).toEqual(WELL);
    expect(existsSync(`${path}-wal`), 'nobody took the log for his own').toBe(true);
    expect(writer.finish(snapshot('mine'), 'complete', 1)).toBe(true);
    expect(store.snapshot(1)).toEqual(snapshot('mine'));
    store.close();
    const again = openStore(path);
    expect(again.list().map(({ id, state }) => [id, state])).toEqual([4, 3, 2, 1].map((id) => [id, 'complete']));
    expect(again.check()).toEqual([]);
    again.close();
  });

  it.each([1, 2, 3])(
    'is made by one of many that start at the same moment, and used by all (round %i)',
    async () => {
      const path = join(temporaryFolder(), 'folder', 'store.db');
      const others = await Promise.all(Array.from({ length: 6 }, () => other(path, 10)));
      for (const each of others) each.go();
      expect(await Promise.all(others.map(({ ended }) => ended))).toEqual(others.map(() => WELL));
      const store = openStore(path);
      expect(store.list().map(({ state }) => state)).toEqual(new Array(60).fill('complete'));
      expect(store.check()).toEqual([]);
      store.close();
    },
    60_000,
  );
});

describe('a database with nothing in it', () => {
  const blank = (path: string): void => {
    const database = new Database(path);
    database.pragma('auto_vacuum = INCREMENTAL');
    database.close();
  };

  it('is what a program leaves that was killed before it had made its tables, and becomes the store', () => {
    const path = join(temporaryFolder(), 'store.db');
    blank(path);
    openStore(path).close();
    const store = openStore(path, { readOnly: true });
    expect(store.list()).toEqual([]);
    store.close();
  });

  it.each<[string, (path: string) => void]>([
    ['a blank database', blank],
    ['an empty file', (path) => writeFileSync(path, '')],
  ])('%s is no store yet to who only reads', (_name, make) => {
    const path = join(temporaryFolder(), 'store.db');
    make(path);
    expect(() => openStore(path, { readOnly: true })).toThrow(expect.objectContaining({ code: 'missing' }));
  });
});
