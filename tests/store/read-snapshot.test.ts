import Database from './pinned-database.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { migrate } from '../../src/store/migrate.ts';
import { readSnapshot } from '../../src/store/read-snapshot.ts';
import { SnapshotRows } from '../../src/store/snapshot-rows.ts';
import { snapshot } from './samples.ts';

let database: Database;

beforeEach(() => {
  database = new Database(':memory:');
  migrate(database, 'p', false);
  database.exec(
    `INSERT INTO sessions (name, started_ms, state, process, tool, rules, settings)
     VALUES ('', 1, 'running', '', '{"name":"mouchard","version":"1"}', '{"sha256":"","count":2}', 'null')`,
  );
});

function roundTrip(written: Snapshot): Snapshot | null {
  new SnapshotRows(database, 1).replace(written);
  return readSnapshot(database, 'p', 1);
}

describe('a snapshot', () => {
  it.each<[string, Snapshot]>([
    ['with everything', snapshot('bear')],
    ['with nothing', { ...snapshot('a'), captures: [], devices: [], destinations: [], findings: [], phases: [] }],
    ['with many devices', { ...snapshot('a'), devices: Array.from({ length: 300 }, (_, index) => snapshot(`d${index}`).devices[0]!) }],
  ])('%s is read as it was written, keys in order', (_name, written) => {
    const read = roundTrip(written);
    expect(read).toEqual(written);
    expect(JSON.stringify(read)).toBe(JSON.stringify(written));
  });

  it('is null where there is no such session', () => {
    expect(readSnapshot(database, 'p', 2)).toBeNull();
  });

  it('of a session that never had one says that it was interrupted', () => {
    expect(readSnapshot(database, 'p', 1)).toMatchObject({
      rules: { sha256: '', count: 2 },
      captures: [],
      coverage: { framesRead: 0, limits: [{ code: 'capture-interrupted', incomplete: true }] },
    });
  });

  it('of a session that did not end has its findings in the order of a result, whatever order they came in', () => {
    const written = snapshot('bear');
    const rows = new SnapshotRows(database, 1);
    for (const finding of [...written.findings].reverse()) rows.addFinding(finding);
    rows.update({ ...written, findings: [...written.findings].reverse() });
    expect(readSnapshot(database, 'p', 1)).toEqual(written);
  });

  it.each([
    ['a changed value', `UPDATE devices SET record = replace(record, '"packets":12', '"packets":13') WHERE position = 0`],
    ['a row gone', 'DELETE FROM destinations WHERE position = 1'],
    ['a row too many', `INSERT INTO captures (session, position, record) VALUES (1, 9, '{}')`],
    ['rows exchanged', `UPDATE claims SET about = 'model' WHERE about = 'category'`],
    ['a changed address', `UPDATE addresses SET address = '192.0.2.8' WHERE position = 0`],
    ['a finding without evidence', 'DELETE FROM evidence WHERE finding = 0'],
    ['a finding of another rule', 'UPDATE findings SET rule = 1 WHERE position = 0'],
    ['a torn record', `UPDATE sessions SET phases = substr(phases, 1, 20)`],
    ['a changed coverage', `UPDATE sessions SET coverage = replace(coverage, '"streamGaps":1', '"streamGaps":0')`],
  ])('with %s is damaged', (_name, sql) => {
    new SnapshotRows(database, 1).replace(snapshot('bear'));
    expect(database.prepare(sql).run().changes).toBeGreaterThan(0);
    expect(() => readSnapshot(database, 'p', 1)).toThrow(expect.objectContaining({ code: 'damaged', integrity: true }));
  });
});
