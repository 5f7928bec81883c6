import Database from './pinned-database.ts';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/store/schema.ts';
import { SESSION_STATES } from '../../src/store/session.ts';

it('has the states that the schema takes, and no other', () => {
  const database = new Database(':memory:');
  for (const { sql } of MIGRATIONS) database.exec(sql);
  const insert = database.prepare(
    `INSERT INTO sessions (name, started_ms, state, process, tool, rules, settings) VALUES ('', 1, ?, '', '{}', '{}', '{}')`,
  );
  for (const state of SESSION_STATES) expect(insert.run(state).changes).toBe(1);
  expect(() => insert.run('paused')).toThrow('CHECK');
});
