/** Marks the file as ours (SQLite header, offset 68): the letters `MOUC`. */
export const APPLICATION_ID = 0x4d4f5543;

/** What brings a store from the version before to this one. Released entries are never edited; a change of schema is a new entry. */
export interface Migration {
  /** Counts from 1; kept in `user_version`. */
  readonly version: number;
  readonly sql: string;
}

/**
 * Records are kept as JSON, whole, so that what is read equals what was written; what queries need are columns computed from them.
 * `position` is the order within the snapshot.
 */
const VERSION_1 = `
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  started_ms INTEGER NOT NULL,
  ended_ms INTEGER,
  state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'interrupted', 'incomplete')),
  process TEXT NOT NULL,
  tool TEXT NOT NULL,
  rules TEXT NOT NULL,
  settings TEXT NOT NULL,
  coverage TEXT,
  phases TEXT,
  /** SHA-256 over the records of the snapshot; null while there is none. */
  digest TEXT,
  observations INTEGER NOT NULL DEFAULT 0,
  flows INTEGER NOT NULL DEFAULT 0,
  dropped INTEGER NOT NULL DEFAULT 0,
  committed_ms INTEGER
) STRICT;

CREATE TABLE captures (
  session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  record TEXT NOT NULL,
  name TEXT AS (record ->> 'name'),
  sha256 TEXT AS (record ->> 'sha256'),
  frames INTEGER AS (record ->> 'frames'),
  PRIMARY KEY (session, position)
);

CREATE TABLE devices (
  session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  record TEXT NOT NULL,
  mac TEXT AS (record ->> 'mac'),
  octets_up INTEGER AS (record ->> 'octetsUp'),
  octets_down INTEGER AS (record ->> 'octetsDown'),
  PRIMARY KEY (session, position)
);

CREATE TABLE addresses (
  session INTEGER NOT NULL,
  device INTEGER NOT NULL,
  position INTEGER NOT NULL,
  address TEXT NOT NULL,
  PRIMARY KEY (session, device, position),
  FOREIGN KEY (session, device) REFERENCES devices (session, position) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE claims (
  session INTEGER NOT NULL,
  device INTEGER NOT NULL,
  about TEXT NOT NULL CHECK (about IN ('vendor', 'model', 'category', 'hostname')),
  position INTEGER NOT NULL,
  record TEXT NOT NULL,
  value TEXT AS (record ->> 'value'),
  source TEXT AS (record ->> 'source'),
  PRIMARY KEY (session, device, about, position),
  FOREIGN KEY (session, device) REFERENCES devices (session, position) ON DELETE CASCADE
);

CREATE TABLE destinations (
  session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  record TEXT NOT NULL,
  device TEXT AS (record ->> 'device'),
  name TEXT AS (record ->> 'name'),
  registrable_domain TEXT AS (record ->> 'registrableDomain'),
  owner TEXT AS (record ->> 'owner'),
  country TEXT AS (record ->> 'country'),
  octets_up INTEGER AS (record ->> 'octetsUp'),
  octets_down INTEGER AS (record ->> 'octetsDown'),
  PRIMARY KEY (session, position)
);

/** The rules that held, each once, however many findings it has. */
CREATE TABLE rules (
  session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  record TEXT NOT NULL,
  id TEXT AS (record ->> 'id'),
  severity TEXT AS (record ->> 'severity'),
  PRIMARY KEY (session, position)
);

CREATE TABLE findings (
  session INTEGER NOT NULL,
  position INTEGER NOT NULL,
  rule INTEGER NOT NULL,
  record TEXT NOT NULL,
  id TEXT AS (record ->> 'id'),
  device TEXT AS (record ->> 'device'),
  destination TEXT AS (record ->> 'destination'),
  PRIMARY KEY (session, position),
  FOREIGN KEY (session, rule) REFERENCES rules (session, position) ON DELETE CASCADE
);
CREATE INDEX findings_by_rule ON findings (session, rule);

CREATE TABLE evidence (
  session INTEGER NOT NULL,
  finding INTEGER NOT NULL,
  position INTEGER NOT NULL,
  record TEXT NOT NULL,
  capture INTEGER AS (record ->> 'capture'),
  frame INTEGER AS (record ->> '$.frames[0]'),
  PRIMARY KEY (session, finding, position),
  FOREIGN KEY (session, finding) REFERENCES findings (session, position) ON DELETE CASCADE
);

/**
 * The rows of a session lie together, in the order in which they came: the id is the session's number, 32 bits up, and the row's.
 * An index beside that would double what a row costs; between which rows those of a kind lie is kept in kinds.
 */
CREATE TABLE observations (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  at INTEGER NOT NULL,
  capture INTEGER NOT NULL,
  frame INTEGER NOT NULL,
  flow INTEGER,
  sender INTEGER,
  device TEXT,
  destination TEXT,
  fields TEXT NOT NULL,
  session INTEGER AS (id >> 32)
);

CREATE TABLE flows (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  capture INTEGER NOT NULL,
  frame INTEGER NOT NULL,
  flow INTEGER,
  device TEXT,
  destination TEXT,
  fields TEXT NOT NULL,
  session INTEGER AS (id >> 32),
  proto TEXT AS (fields ->> 'proto'),
  orig_addr TEXT AS (fields ->> 'orig_addr'),
  orig_port INTEGER AS (fields ->> 'orig_port'),
  resp_addr TEXT AS (fields ->> 'resp_addr'),
  resp_port INTEGER AS (fields ->> 'resp_port'),
  orig_octets INTEGER AS (fields ->> 'orig_octets'),
  resp_octets INTEGER AS (fields ->> 'resp_octets'),
  service TEXT AS (fields ->> 'service'),
  community_id TEXT AS (fields ->> 'community_id')
);

/** The kinds of observations of a session, numbered as they were first seen: how many rows, and between which ids they lie. */
CREATE TABLE kinds (
  session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  rows INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (session, kind)
) WITHOUT ROWID;
`;

/** What people noted: marks, names of devices, reviews of findings; and the files of a recording. Null where there is nothing. */
const VERSION_2 = `
ALTER TABLE sessions ADD COLUMN notes TEXT;
`;

/** Every version of the schema, oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, sql: VERSION_1 },
  { version: 2, sql: VERSION_2 },
];
