import Database from './pinned-database.ts';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { guarded, storeError, StoreError } from '../../src/store/store-error.ts';

describe('errors of SQLite and of the system', () => {
  it.each([
    ['SQLITE_FULL', 'full', false],
    ['SQLITE_BUSY_SNAPSHOT', 'busy', false],
    ['SQLITE_CORRUPT_VTAB', 'damaged', true],
    ['SQLITE_NOTADB', 'not-a-store', true],
    ['SQLITE_IOERR_SHORT_READ', 'damaged', true],
    ['SQLITE_IOERR_FSYNC', 'io', false],
    ['SQLITE_READONLY_DBMOVED', 'read-only', false],
    ['SQLITE_CANTOPEN_ISDIR', 'cannot-open', false],
    ['SQLITE_ERROR', 'damaged', true],
    ['ENOSPC', 'full', false],
    ['EROFS', 'read-only', false],
    ['EACCES', 'cannot-open', false],
  ])('%s is %s', (code, problem, integrity) => {
    const error = storeError(Object.assign(new Error('why'), { code }), '/x/store.db');
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code: problem, integrity, path: '/x/store.db', detail: `${code} why` });
  });

  it('are what these libraries really throw', () => {
    expect(() => guarded('p', () => new Database(':memory:').exec('SELECT * FROM absent'))).toThrow(
      expect.objectContaining({ code: 'damaged' }),
    );
    expect(() => guarded('p', () => readFileSync('/nowhere/at/all'))).toThrow(expect.objectContaining({ code: 'cannot-open' }));
  });

  it('pass as they are where they are told already, and faults of the program too', () => {
    const told = new StoreError('newer', 'p');
    expect(storeError(told, 'q')).toBe(told);
    const fault = new TypeError('oops');
    expect(() => storeError(fault, 'q')).toThrow(fault);
    expect(() => guarded('p', () => JSON.parse('{'))).toThrow(SyntaxError);
  });

  it('leave alone what works', () => {
    expect(guarded('p', () => 7)).toBe(7);
  });
});
