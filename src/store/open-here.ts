import { statSync } from 'node:fs';

/** Shared by all copies of this module that a process may load. */
const OPEN_HERE = Symbol.for('mouchard.store.open-here');
const holder = globalThis as { [OPEN_HERE]?: Map<string, number> };
const counts = (holder[OPEN_HERE] ??= new Map());

/**
 * True while this process has the database open through SQLite. Its files must then not be opened in any other way: closing any handle
 * of a file drops all locks that the process has on it (fcntl(2), "Record locks"), and another program would take the log for its own.
 */
export function isOpenHere(path: string): boolean {
  const key = keyOf(path);
  return key !== null && counts.has(key);
}

/** Notes that SQLite has the database open; what is returned notes, once, that it has been closed. */
export function noteOpenHere(path: string): () => void {
  const key = keyOf(path);
  if (key === null) return () => undefined;
  counts.set(key, (counts.get(key) ?? 0) + 1);
  let open = true;
  return () => {
    if (!open) return;
    open = false;
    const left = counts.get(key)! - 1;
    if (left === 0) counts.delete(key);
    else counts.set(key, left);
  };
}

/** The same for every name of a file; null where there is none. */
function keyOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}
