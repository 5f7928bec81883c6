import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import Database from './pinned-database.ts';
import { META, sighting, snapshot, temporaryFolder } from './samples.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Two sessions, the first with more rows than are removed at a time. */
function filled(path: string): Store {
  const store = openStore(path);
  for (const rows of [45_000, 10]) {
    const writer = store.begin(META);
    for (let index = 0; index < rows; index++)
      writer.sighting(sighting(index % 9 === 0 ? 'flow.end' : 'dns.query', { name: `secret-${rows}` }));
    writer.finish(snapshot('a'), 'complete', 1);
  }
  return store;
}

const rowsOf = (path: string): unknown[] => {
  const database = new Database(path);
  try {
    return ['observations', 'flows'].map((table) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  } finally {
    database.close();
  }
};

it('takes a session out with all its rows, and nothing of another', () => {
  const path = join(temporaryFolder(), 'store.db');
  const store = filled(path);
  expect(store.remove([1])).toEqual([1]);
  expect(rowsOf(path)).toEqual([8, 2]);
  expect([...store.observations(2)]).toHaveLength(8);
  expect(store.check()).toEqual([]);
  for (const each of [path, `${path}-wal`]) expect(readFileSync(each).includes('secret-45000')).toBe(false);
  expect(readFileSync(path).length).toBeLessThan(300_000);
  store.close();
});

it('that was cut off is finished when the store is opened next', () => {
  const path = join(temporaryFolder(), 'store.db');
  filled(path).close();
  const database = new Database(path);
  database.pragma('foreign_keys = ON');
  database.exec('DELETE FROM sessions WHERE id = 1');
  database.close();
  const reader = openStore(path, { readOnly: true });
  expect(reader.list().map(({ id }) => id)).toEqual([2]);
  reader.close();
  openStore(path).close();
  expect(rowsOf(path)).toEqual([8, 2]);
  expect(readFileSync(path).includes('secret-45000')).toBe(false);
});
