import Database from './pinned-database.ts';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/store/schema.ts';

describe('the schema', () => {
  it('has versions that count from 1', () => {
    expect(MIGRATIONS.map((each) => each.version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it('has a table for everything that is kept', () => {
    const database = new Database(':memory:');
    for (const { sql } of MIGRATIONS) database.exec(sql);
    const tables = database
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`)
      .pluck()
      .all();
    expect(tables).toEqual([
      'addresses',
      'captures',
      'claims',
      'destinations',
      'devices',
      'evidence',
      'findings',
      'flows',
      'kinds',
      'observations',
      'rules',
      'sessions',
    ]);
  });

  it('computes the columns that queries ask for', () => {
    const database = new Database(':memory:');
    for (const { sql } of MIGRATIONS) database.exec(sql);
    database.exec(
      `INSERT INTO flows (id, at, capture, frame, fields) VALUES ((3 << 32) + 7, 1, 0, 2, '{"proto":"tcp","resp_port":443,"service":null}')`,
    );
    expect(database.prepare('SELECT session, proto, resp_port, service, orig_addr FROM flows').get()).toEqual({
      session: 3,
      proto: 'tcp',
      resp_port: 443,
      service: null,
      orig_addr: null,
    });
  });
});
