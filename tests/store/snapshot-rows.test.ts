import Database from './pinned-database.ts';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { migrate } from '../../src/store/migrate.ts';
import { SnapshotRows } from '../../src/store/snapshot-rows.ts';
import { finding, snapshot } from './samples.ts';

function newRows(): { database: Database; rows: SnapshotRows } {
  const database = new Database(':memory:');
  database.pragma('foreign_keys = ON');
  migrate(database, 'p', false);
  database.exec(
    `INSERT INTO sessions (name, started_ms, state, process, tool, rules, settings) VALUES ('', 1, 'running', '', '{}', '{}', '{}')`,
  );
  return { database, rows: new SnapshotRows(database, 1) };
}

const countOf = (database: Database, table: string): unknown => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

describe('a snapshot as rows', () => {
  it('can be asked of in SQL', () => {
    const { database, rows } = newRows();
    rows.replace(snapshot('bear'));
    const all = (sql: string): unknown[] => database.prepare(sql).raw().all();
    expect(all('SELECT name, frames FROM captures')).toEqual([
      ['bear', 10],
      ['second', 0],
    ]);
    expect(all('SELECT mac, octets_up FROM devices')).toEqual([
      ['02:00:00:00:00:01', 2 ** 40 + 1],
      ['02:00:00:00:00:02', 2 ** 40 + 1],
    ]);
    expect(all('SELECT device, address FROM addresses')).toEqual([
      [0, '192.0.2.7'],
      [0, '2001:db8::7'],
    ]);
    expect(all(`SELECT about, value, source FROM claims WHERE device = 0 AND about = 'vendor'`)).toEqual([
      ['vendor', 'bear', 'dhcp.hostname'],
      ['vendor', 'Example', 'oui'],
    ]);
    expect(all('SELECT name, country, octets_down FROM destinations')).toEqual([
      ['bear', 'US', 20],
      ['telemetry.example.com', 'US', 20],
    ]);
    expect(all('SELECT findings.id, rules.id, severity FROM findings JOIN rules ON rules.position = rule')).toEqual([
      ['f1', 'tracking.one', 'medium'],
      ['f2', 'tracking.two', 'medium'],
      ['f3', 'tracking.one', 'medium'],
    ]);
    expect(all('SELECT finding, capture, frame FROM evidence WHERE finding = 1')).toEqual([
      [1, 0, 5],
      [1, 0, 9],
    ]);
  });

  it('takes the place of the one before, with all that hangs on it', () => {
    const { database, rows } = newRows();
    rows.replace(snapshot('one'));
    rows.replace({ ...snapshot('two'), devices: [], findings: [], captures: [] });
    expect(
      ['captures', 'devices', 'addresses', 'claims', 'rules', 'findings', 'evidence'].map((table) => countOf(database, table)),
    ).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(countOf(database, 'destinations')).toBe(2);
    expect(database.pragma('foreign_key_check')).toEqual([]);
  });

  it('takes findings as they come, each once', () => {
    const { database, rows } = newRows();
    rows.addFinding(finding('f1', 'a', 'x'));
    rows.addFinding(finding('f2', 'a', 'x'));
    const { evidence, ...rest } = finding('f1', 'b', 'y');
    rows.addFinding({ ...rest, evidence: [evidence[0]] });
    expect(
      database
        .prepare('SELECT findings.id, rules.id, destination FROM findings JOIN rules ON rules.position = rule ORDER BY findings.position')
        .raw()
        .all(),
    ).toEqual([
      ['f1', 'b', 'y'],
      ['f2', 'a', 'x'],
    ]);
    expect(database.prepare('SELECT finding, position FROM evidence').raw().all()).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
    ]);
  });

  it('of a run that goes on writes only the findings that are not the objects written last', () => {
    const { database, rows } = newRows();
    const first = snapshot('one');
    rows.update(first);
    database.exec(`UPDATE findings SET record = json_set(record, '$.count', 99)`);
    const [one, two, three] = first.findings as [Finding, Finding, Finding];
    rows.update({ ...first, devices: [], findings: [{ ...two, count: 5 }, one, three, finding('f4', 'new.rule', 'x')] });
    expect(database.prepare(`SELECT id, record ->> 'count' FROM findings ORDER BY position`).raw().all()).toEqual([
      ['f1', 99],
      ['f2', 5],
      ['f3', 99],
      ['f4', 2],
    ]);
    expect(countOf(database, 'evidence')).toBe(8);
    expect(countOf(database, 'devices')).toBe(0);
    expect(database.pragma('foreign_key_check')).toEqual([]);
    rows.replace(snapshot('end'));
    expect(database.prepare(`SELECT DISTINCT record ->> 'count' FROM findings`).pluck().all()).toEqual([2]);
  });
});
