import type { Database } from 'better-sqlite3';

/** Everything that must never be collected while the process lives: held by the process, not by this module, which may be loaded more than once. */
const PINNED = Symbol.for('mouchard.store.pinned');
const holder = globalThis as { [PINNED]?: object[] };
const pinned = (holder[PINNED] ??= []);

interface Prepared {
  iterate: (...parameters: unknown[]) => object;
}

interface Native {
  prepare?: (...parameters: unknown[]) => Prepared;
}

/**
 * Keeps a database, every statement that is ever prepared on it (by `pragma` and `transaction` too) and their iterators from the
 * garbage collector. The destructors of better-sqlite3 12 ask for the current environment, and Node 24 may collect where there is none:
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
      pinIterators(statement);
      return statement;
    };
  }
}

function pinIterators(statement: Prepared): void {
  const { iterate } = statement;
  statement.iterate = (...parameters) => {
    const iterator = iterate.apply(statement, parameters);
    pinned.push(iterator);
    return iterator;
  };
}
