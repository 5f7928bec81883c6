import type { Database } from 'better-sqlite3';
import { APPLICATION_ID, MIGRATIONS, type Migration } from './schema.ts';
import { StoreError } from './store-error.ts';

/**
 * Brings the store to the newest schema, all in one transaction: it is afterwards either as before or at the newest version.
 * A newer schema is refused, and so is an older one where nothing may be written.
 */
export function migrate(database: Database, path: string, readOnly: boolean, migrations: readonly Migration[] = MIGRATIONS): void {
  const newest = migrations.at(-1)?.version ?? 0;
  const version = versionOf(database);
  if (version > newest) throw new StoreError('newer', path, `version ${version}, newest known ${newest}`);
  if (version === newest) return;
  if (readOnly) throw new StoreError('older', path, `version ${version}, needed ${newest}`);
  // Another program may have been first: the version is read again under the lock.
  database.transaction(() => upgrade(database, path, migrations)).immediate();
}

function upgrade(database: Database, path: string, migrations: readonly Migration[]): void {
  const before = versionOf(database);
  for (const { version, sql } of migrations) {
    if (version <= before) continue;
    database.exec(sql);
    database.pragma(`user_version = ${version}`);
  }
  if (before === 0) database.pragma(`application_id = ${APPLICATION_ID}`);
  const broken = database.pragma('foreign_key_check') as unknown[];
  if (broken.length > 0) throw new StoreError('damaged', path, `${broken.length} rows without what they refer to`);
}

function versionOf(database: Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}
