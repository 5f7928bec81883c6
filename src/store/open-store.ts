import Database from 'better-sqlite3';
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { migrate } from './migrate.ts';
import { isOpenHere, noteOpenHere } from './open-here.ts';
import { pause } from './pause.ts';
import { pin } from './pin.ts';
import { createPrivateFile, makePrivate } from './private-file.ts';
import { APPLICATION_ID } from './schema.ts';
import { Store } from './store.ts';
import { guarded, StoreError } from './store-error.ts';

/** How long a transaction waits for another program's. */
const BUSY_MS = 5_000;
/** Database header (sqlite.org/fileformat2.html, 1.3), and that of the first page of the schema after it (1.6). */
const HEADER_LENGTH = 108;
const MAGIC = 'SQLite format 3\0';
const APPLICATION_ID_AT = 68;
/** Of the first page of the schema: its kind, and how many tables it names. */
const PAGE_KIND_AT = 100;
const LEAF = 13;
const TABLES_AT = 103;
/** The formats for writing and for reading, one octet each: 1 without, 2 with a write-ahead log. */
const FORMATS_AT = 18;
const LEGACY_FORMAT = 1;
/** A store that cannot be opened in place is read into memory up to this size, octets. */
const COPY_MAX = 1 << 30;

export interface StoreOptions {
  /** Nothing is created or changed; a store that does not exist is an error. */
  readonly readOnly?: boolean;
  /** Whether the process of a session still runs, from what the session was begun with; by default as `processMarker` says. */
  readonly isAlive?: (process: string) => boolean;
  /** Milliseconds to wait for another program. */
  readonly busyMs?: number;
}

/**
 * Opens a store, creating the file (0600) and its folder (0700) where there is none. Sessions of processes that are gone
 * are marked as interrupted. Throws StoreError: where the file is not a store, is damaged, is of a newer program, or cannot be used.
 */
export function openStore(path: string, options: StoreOptions = {}): Store {
  const file = resolve(path);
  const { readOnly = false, busyMs = BUSY_MS, isAlive } = options;
  return guarded(file, () => {
    // The library cuts such ends off, and would open another file.
    if (file !== file.trim()) throw new StoreError('cannot-open', file, 'white space at an end');
    if (readOnly && !existsSync(file)) throw new StoreError('missing', file);
    if (!readOnly) createPrivateFile(file);
    if (!isOpenHere(file)) expectOurs(file, readOnly);
    const released = noteOpenHere(file);
    let database: Database.Database | null = null;
    const close = (): void => {
      database?.close();
      released();
    };
    try {
      database = connect(file, readOnly, busyMs);
      prepare(database, file, readOnly);
      const store = new Store(database, file, { readOnly, close, busyMs, isAlive });
      store.reap();
      return store;
    } catch (error) {
      close();
      throw error;
    }
  });
}

/** A file of another program must not be touched, so this is seen before SQLite opens it. One with nothing in it is nobody's yet. */
function expectOurs(file: string, readOnly: boolean): void {
  const header = Buffer.alloc(HEADER_LENGTH);
  const handle = openSync(file, 'r');
  let length: number;
  try {
    length = readSync(handle, header, 0, HEADER_LENGTH, 0);
  } finally {
    closeSync(handle);
  }
  if (length === 0 || isBlank(header)) {
    if (readOnly) throw new StoreError('missing', file);
    return;
  }
  const ours = length === HEADER_LENGTH && isDatabase(header);
  if (!ours || header.readUInt32BE(APPLICATION_ID_AT) !== APPLICATION_ID) throw new StoreError('not-a-store', file);
}

const isDatabase = (header: Buffer): boolean => header.latin1Slice(0, MAGIC.length) === MAGIC;

/** A database without a table: SQLite writes one before our first schema is in it, and another program may look, or be killed, in between. */
function isBlank(header: Buffer): boolean {
  const unclaimed = header.readUInt32BE(APPLICATION_ID_AT) === 0;
  return isDatabase(header) && unclaimed && header[PAGE_KIND_AT] === LEAF && header.readUInt16BE(TABLES_AT) === 0;
}

function connect(file: string, readonly: boolean, timeout: number): Database.Database {
  const database = new Database(file, { readonly, timeout });
  pin(database);
  if (!readonly) return database;
  try {
    database.pragma('schema_version');
    return database;
  } catch (error) {
    database.close();
    // In a folder that may not be written SQLite cannot make the index of the log; without a log nothing is missed by doing without.
    if (existsSync(`${file}-wal`) || statSync(file).size > COPY_MAX) throw error;
    const copy = new Database(withoutLog(readFileSync(file)), { readonly });
    pin(copy);
    return copy;
  }
}

/** The octets of a database, marked as one that is written without a log, as it must be to be read from memory. */
function withoutLog(octets: Buffer): Buffer {
  octets.fill(LEGACY_FORMAT, FORMATS_AT, FORMATS_AT + 2);
  return octets;
}

function prepare(database: Database.Database, file: string, readOnly: boolean): void {
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
  database.pragma('foreign_keys = ON');
  if (!readOnly) {
    // Only an empty file takes this: pages of removed sessions can then be given back.
    database.pragma('auto_vacuum = INCREMENTAL');
    database.pragma('secure_delete = ON');
  }
  // The first schema is made before there is a log, so that the file says from its first octet on whose it is.
  migrate(database, file, readOnly);
  if (readOnly) return;
  useLog(database);
  database.pragma('synchronous = FULL');
  database.pragma('wal_autocheckpoint = 1000');
  makePrivate(file);
}

/** Going over to a write-ahead log needs the file for oneself for a moment, and SQLite does not wait for that. */
function useLog(database: Database.Database): void {
  for (let attempt = 0; ; attempt++) {
    try {
      database.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (attempt === 100 || !(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
      pause(20);
    }
  }
}
