import { readdirSync, readFileSync, readlinkSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { networkInterfaces, userInfo } from 'node:os';
import { dirname } from 'node:path';
import { runProgram } from '../program.ts';
import type { Machine } from './machine.ts';

/** The machine that this runs on, for a command that was begun at `now` (milliseconds since the epoch). */
export function thisMachine(now: number, env: Readonly<Record<string, string | undefined>>): Machine {
  const { username, uid } = userInfo();
  return {
    run: (program, args) => runProgram(program, args, { path: env['PATH'] }),
    read: (path) => orNull(() => readFileSync(path, 'utf8')),
    list: (path) => orNull(() => readdirSync(path).sort()) ?? [],
    link: (path) => orNull(() => readlinkSync(path)),
    free: freeSpace,
    addresses,
    loads,
    user: uid < 0 ? null : uid,
    userName: username,
    realUser: env['SUDO_USER'] ?? null,
    nodeVersion: process.versions.node,
    nodePath: process.execPath,
    now,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** What the system refuses to tell is not known. */
function orNull<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch {
    return null;
  }
}

function freeSpace(folder: string): number | null {
  const found = orNull(() => statfsSync(folder));
  if (found !== null) return found.bavail * found.bsize;
  const above = dirname(folder);
  return above === folder ? null : freeSpace(above);
}

function addresses(): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(networkInterfaces()).map(([name, list = []]) => [name, list.flatMap(({ cidr }) => cidr ?? [])]));
}

/** In the process itself: a native module that was built for another Node is there and does not load. */
function loads(name: string): Promise<boolean> {
  return Promise.resolve(orNull(() => createRequire(import.meta.url)(name) as unknown) !== null);
}
