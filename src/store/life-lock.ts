import Database from 'better-sqlite3';
import { existsSync, rmSync } from 'node:fs';
import { pin } from './pin.ts';

/** The locks of this process, shared by all copies of this module that it may load. */
const HELD = Symbol.for('mouchard.store.life-locks');
const holder = globalThis as { [HELD]?: Map<string, { readonly database: Database.Database; count: number }> };
const held = (holder[HELD] ??= new Map());

/**
 * Holds a file locked until it is given back or this process ends, however it ends: the kernel itself tells everybody who can reach the
 * file, also those who see no process of ours, such as another container. As often as it was taken, it has to be given back. False where
 * it cannot be held.
 */
export function holdLifeLock(path: string): boolean {
  const known = held.get(path);
  if (known !== undefined) {
    known.count += 1;
    return true;
  }
  let database: Database.Database | null = null;
  try {
    database = new Database(path, { timeout: 0 });
    pin(database);
    // Nothing is ever written, and no journal is to lie beside it.
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
    held.set(path, { database, count: 1 });
    return true;
  } catch (error) {
    database?.close();
    if (error instanceof Database.SqliteError || error instanceof TypeError) return false;
    throw error;
  }
}

/** Gives back what was taken; the last time, the file goes too. */
export function dropLifeLock(path: string): void {
  const known = held.get(path);
  if (known === undefined) return;
  known.count -= 1;
  if (known.count > 0) return;
  held.delete(path);
  rmSync(path, { force: true });
  known.database.close();
}

/** True where some process holds the file, false where none does; null where that cannot be told. Nothing is changed. */
export function isLifeLockHeld(path: string): boolean | null {
  if (held.has(path)) return true;
  if (!existsSync(path)) return false;
  let database: Database.Database | null = null;
  try {
    database = new Database(path, { readonly: true, fileMustExist: true, timeout: 0 });
    pin(database);
    database.pragma('schema_version');
    return false;
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    return error.code.startsWith('SQLITE_BUSY') ? true : existsSync(path) ? null : false;
  } finally {
    database?.close();
  }
}
