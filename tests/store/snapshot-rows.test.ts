import Database from './pinned-database.ts';
import { describe, expect, it } from 'vitest';
import type { Destination, DestinationId } from '../../src/model/destination.ts';
import type { Device } from '../../src/model/device.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
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

const claimsOf = ({ vendor, model, category, hostname }: Device): unknown[] => [...vendor, ...model, ...category, ...hostname];
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

  it('of a run that goes on writes only devices and destinations that have changed, and takes away those that have gone', () => {
    const { database, rows } = newRows();
    const first = snapshot('one');
    expect(rows.update(first)).toBe(true);
    database.exec(
      `UPDATE destinations SET record = json_set(record, '$.flows', 99); UPDATE devices SET record = json_set(record, '$.octetsUp', 99)`,
    );
    const [here, there] = first.destinations as [Destination, Destination];
    const [mine, yours] = first.devices as [Device, Device];
    rows.update({ ...first, devices: [{ ...mine }, { ...yours, octetsUp: 5 }], destinations: [{ ...there, flows: 5 }, here] });
    const flows = (): unknown[] => database.prepare(`SELECT record ->> 'flows' FROM destinations ORDER BY position`).pluck().all();
    expect(flows()).toEqual([99, 5]);
    expect(database.prepare(`SELECT octets_up FROM devices ORDER BY position`).pluck().all()).toEqual([99, 5]);
    expect(countOf(database, 'claims')).toBe(first.devices.flatMap(claimsOf).length);
    rows.update({ ...first, devices: [yours], destinations: [here] });
    expect([countOf(database, 'devices'), flows(), countOf(database, 'claims')]).toEqual([1, [99], claimsOf(yours).length]);
    rows.update({ ...first, devices: [yours, mine] });
    expect([countOf(database, 'devices'), countOf(database, 'destinations')]).toEqual([2, 2]);
    expect(database.pragma('foreign_key_check')).toEqual([]);
  });

  it('of a run that goes on writes no more at a time than was asked, and forgets none for those that change all the time', () => {
    const { database, rows } = newRows();
    const base = snapshot('one');
    const destinations = Array.from({ length: 10 }, (_, index) => ({ ...base.destinations[0]!, id: `d${index}` as DestinationId }));
    const busy = (): Snapshot => ({
      ...base,
      devices: [],
      findings: [],
      destinations: destinations.map((each, index) => (index < 3 ? { ...each } : each)),
    });
    const there = (): number => countOf(database, 'destinations') as number;
    expect([rows.update(busy(), 4), there()]).toEqual([false, 4]);
    expect([rows.update(busy(), 4), there()]).toEqual([false, 8]);
    expect([rows.update(busy(), 4), there()]).toEqual([false, 10]);
    const still = { ...busy() };
    expect([rows.update(still, 4), rows.update(still, 4), there()]).toEqual([true, true, 10]);
    expect([rows.update(base, 1), countOf(database, 'findings')]).toEqual([false, 1]);
    expect([rows.update(base), countOf(database, 'findings'), there()]).toEqual([true, 3, 2]);
  });
});
