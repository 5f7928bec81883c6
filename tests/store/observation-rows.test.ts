import Database from './pinned-database.ts';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { ObservationRows } from '../../src/store/observation-rows.ts';
import { MAC, NAME, sighting } from './samples.ts';

function newDatabase(): Database {
  const database = new Database(':memory:');
  migrate(database, 'p', false);
  database.exec(
    `INSERT INTO sessions (name, started_ms, state, process, tool, rules, settings) VALUES ('', 1, 'running', '', '{}', '{}', '{}')`,
  );
  return database;
}

describe('sightings as rows', () => {
  it('go to flows or to observations, with device, destination and kept fields', () => {
    const database = newDatabase();
    const rows = new ObservationRows(database, 1);
    rows.add(sighting('http.request', { target: '/a?pin=1234' }));
    rows.add(sighting('flow.end', { proto: 'udp', resp_port: 53 }, { device: null, destination: null, capture: 2 }));
    expect([rows.observations, rows.flows, rows.waiting]).toEqual([1, 1, 2]);
    expect(database.prepare('SELECT count(*) FROM observations').pluck().get()).toBe(0);
    rows.write();
    expect([rows.observations, rows.flows, rows.waiting]).toEqual([1, 1, 0]);
    expect(database.prepare('SELECT * FROM observations').all()).toEqual([
      {
        id: 2 ** 32,
        session: 1,
        kind: 0,
        at: 1_700_000_000_000_001,
        capture: 0,
        frame: 7,
        flow: 3,
        sender: 0,
        device: MAC,
        destination: NAME,
        fields: '{"target":"/a?pin=(4)"}',
      },
    ]);
    expect(database.prepare('SELECT id, session, proto, resp_port, capture, device FROM flows').all()).toEqual([
      { id: 2 ** 32, session: 1, proto: 'udp', resp_port: 53, capture: 2, device: null },
    ]);
  });

  it('are counted by kind, over several writings', () => {
    const database = newDatabase();
    const rows = new ObservationRows(database, 1);
    for (const kind of ['a', 'b', 'a']) rows.add(sighting(kind, {}));
    rows.write();
    for (const kind of ['b', 'c']) rows.add(sighting(kind, {}));
    rows.write();
    const start = 2 ** 32;
    expect(database.prepare('SELECT name, rows, first, last FROM kinds ORDER BY kind').all()).toEqual([
      { name: 'a', rows: 2, first: start, last: start + 2 },
      { name: 'b', rows: 2, first: start + 1, last: start + 3 },
      { name: 'c', rows: 1, first: start + 4, last: start + 4 },
    ]);
  });

  it('can be forgotten before they are written', () => {
    const database = newDatabase();
    const rows = new ObservationRows(database, 1);
    rows.add(sighting('a', {}));
    rows.clear();
    expect(rows.waiting).toBe(0);
    rows.write();
    expect(database.prepare('SELECT count(*) FROM observations').pluck().get()).toBe(0);
  });
});
