import Database from './pinned-database.ts';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { APPLICATION_ID, MIGRATIONS, type Migration } from '../../src/store/schema.ts';

const NEXT = MIGRATIONS.length + 1;
/** A version to come, which moves rows as well as columns. */
const COMING: Migration[] = [
  ...MIGRATIONS,
  { version: NEXT, sql: `ALTER TABLE sessions ADD COLUMN note TEXT NOT NULL DEFAULT ''; UPDATE sessions SET note = name || '!';` },
];

const INSERT = `INSERT INTO sessions (name, started_ms, state, process, tool, rules, settings) VALUES ('old', 1, 'complete', '', '{}', '{}', '{}')`;

/** A store as each released version left it, with a session in it. */
function storeOf(version: number): Database {
  const database = new Database(':memory:');
  migrate(database, 'p', false, MIGRATIONS.slice(0, version));
  database.exec(INSERT);
  return database;
}

const versionOf = (database: Database): unknown => database.pragma('user_version', { simple: true });

describe('a new store', () => {
  it('gets the newest schema and says whose it is', () => {
    const database = new Database(':memory:');
    migrate(database, 'p', false);
    expect(versionOf(database)).toBe(MIGRATIONS.length);
    expect(database.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
  });
});

describe('an older store', () => {
  it.each(MIGRATIONS.map((each) => each.version))('of version %i becomes the newest and keeps its sessions', (version) => {
    const database = storeOf(version);
    migrate(database, 'p', false, COMING);
    expect(versionOf(database)).toBe(NEXT);
    expect(database.prepare('SELECT id, name, note FROM sessions').all()).toEqual([{ id: 1, name: 'old', note: 'old!' }]);
    migrate(database, 'p', false, COMING);
    expect(database.prepare('SELECT note FROM sessions').all()).toEqual([{ note: 'old!' }]);
  });

  it.each([
    ['a step that fails', 'ALTER TABLE sessions ADD COLUMN note TEXT; SELECT * FROM absent;', /no such table/],
    [
      'a step that loses what rows refer to',
      `PRAGMA defer_foreign_keys = ON; INSERT INTO captures (session, position, record) VALUES (99, 0, '{}')`,
      /damaged|FOREIGN KEY/,
    ],
  ])('is as before after %s', (_name, sql, message) => {
    const database = storeOf(1);
    database.pragma('foreign_keys = ON');
    expect(() => migrate(database, 'p', false, [...MIGRATIONS, { version: NEXT, sql }])).toThrow(message);
    expect(versionOf(database)).toBe(1);
    expect(database.inTransaction).toBe(false);
    expect(database.prepare('SELECT * FROM captures').all()).toEqual([]);
    expect(Object.keys(database.prepare('SELECT * FROM sessions').get() as object)).not.toContain('note');
  });

  it('is refused where nothing may be written', () => {
    expect(() => migrate(storeOf(1), 'p', true, COMING)).toThrow(expect.objectContaining({ code: 'older' }));
  });
});

describe('a newer store', () => {
  it('is refused and left as it is', () => {
    const database = storeOf(1);
    database.pragma(`user_version = ${NEXT}`);
    expect(() => migrate(database, 'p', false)).toThrow(expect.objectContaining({ code: 'newer', integrity: false }));
    expect(versionOf(database)).toBe(NEXT);
  });
});
