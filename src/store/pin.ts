import type { Database } from 'better-sqlite3';

/** Everything that must never be collected while the process lives. */
const pinned: object[] = [];

interface Native {
  prepare?: (...parameters: unknown[]) => object;
}

/**
 * Keeps a database and every statement that is ever prepared on it (by `pragma` and `transaction` too) from the garbage collector.
 * The destructor of better-sqlite3 12's statements asks for the current environment, and Node 24 may collect where there is none:
 * the process then aborts. We prepare some dozens of statements in a run, so keeping them costs nothing.
 */
export function pin(database: Database): void {
  pinned.push(database);
  for (const symbol of Object.getOwnPropertySymbols(database)) {
    const native = (database as unknown as Record<symbol, Native | undefined>)[symbol];
    const prepare = native?.prepare;
    if (native === undefined || typeof prepare !== 'function') continue;
    native.prepare = (...parameters) => {
      const statement = prepare.apply(native, parameters);
      pinned.push(statement);
      return statement;
    };
  }
}
