/**
 * Why a store cannot be used, as a code for the message catalogue:
 * it does not exist; it is some other file; it is damaged; its schema is newer, or older and may not be changed now; another program
 * holds it; the disk is full, or nearly (what must stay free); the disk fails; it may not be written or not be opened.
 */
export const STORE_PROBLEMS = [
  'missing',
  'not-a-store',
  'damaged',
  'newer',
  'older',
  'busy',
  'full',
  'low-space',
  'io',
  'read-only',
  'cannot-open',
] as const;
export type StoreProblem = (typeof STORE_PROBLEMS)[number];

/** The store cannot be used: which file, why, and what SQLite or the system said of it. */
export class StoreError extends Error {
  readonly code: StoreProblem;
  readonly path: string;
  readonly detail: string;

  constructor(code: StoreProblem, path: string, detail = '') {
    super(detail === '' ? `${code}: ${path}` : `${code}: ${path}: ${detail}`);
    this.name = 'StoreError';
    this.code = code;
    this.path = path;
    this.detail = detail;
  }

  /** What is on disk does not check (exit 6), as opposed to what cannot be reached or written. */
  get integrity(): boolean {
    return this.code === 'damaged' || this.code === 'not-a-store';
  }
}

/** Result codes of SQLite (sqlite.org/rescode.html) and of the system; a longer code that begins with one of them means the same. */
const BY_CODE: readonly (readonly [string, StoreProblem])[] = [
  ['SQLITE_FULL', 'full'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'not-a-store'],
  ['SQLITE_FORMAT', 'not-a-store'],
  ['SQLITE_IOERR_SHORT_READ', 'damaged'],
  ['SQLITE_IOERR', 'io'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_CANTOPEN', 'cannot-open'],
  ['SQLITE_PERM', 'cannot-open'],
  ['SQLITE_AUTH', 'cannot-open'],
  // No table or column of ours: the schema has been tampered with or torn.
  ['SQLITE_ERROR', 'damaged'],
  ['SQLITE_CONSTRAINT', 'damaged'],
  ['SQLITE_MISMATCH', 'damaged'],
  ['SQLITE_TOOBIG', 'damaged'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EROFS', 'read-only'],
  ['ENOENT', 'cannot-open'],
  ['ENOTDIR', 'cannot-open'],
  // A file stands where a folder should be made.
  ['EEXIST', 'cannot-open'],
  ['EISDIR', 'cannot-open'],
  ['EACCES', 'cannot-open'],
  ['EPERM', 'cannot-open'],
  ['ELOOP', 'cannot-open'],
  ['ENAMETOOLONG', 'cannot-open'],
  ['EIO', 'io'],
];

/** An error of SQLite or of the file system as a StoreError; anything else is a fault of the program and is thrown on. */
export function storeError(error: unknown, path: string): StoreError {
  if (error instanceof StoreError) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = BY_CODE.find(([start]) => code.startsWith(start));
  if (known === undefined) throw error;
  return new StoreError(known[1], path, `${code} ${(error as Error).message}`);
}

/** Does something to the store; an error of SQLite or of the file system comes out as a StoreError. */
export function guarded<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw storeError(error, path);
  }
}
