import { existsSync, readFileSync, readlinkSync } from 'node:fs';

const BOOT_ID = '/proc/sys/kernel/random/boot_id';
/** Field 22 of /proc/PID/stat, counted after the command name in brackets (proc_pid_stat(5)). */
const START_TIME_AFTER_NAME = 19;

/**
 * Tells a process from every other one, before and after a restart of the machine: number, when it was started, which boot, and the
 * namespace in which it has that number (pid_namespaces(7)): in each container processes are numbered anew.
 * Where the system does not tell, the number alone.
 */
export function processMarker(pid: number): string {
  return `${pid} ${startTime(pid) ?? '-'} ${bootId() ?? '-'} ${namespaceOf(pid) ?? '-'}`;
}

/** A name of a process by which files may be called that processes of several containers keep in one folder. */
export function processName(pid: number): string {
  return [pid, namespaceOf('self') ?? []].flat().join('-');
}

/** A name for the process of a marker alone, for a file; null where the marker does not tell it from others. */
export function nameOfMarker(marker: string): string | null {
  const [, pid, started, namespace] = /^(\d{1,10}) (\d{1,20}) [\w-]{2,} (\d{1,20})$/.exec(marker) ?? [];
  return pid === undefined ? null : `${pid}-${started}-${namespace}`;
}

/**
 * True where the process of the marker still runs, or where the system does not tell. `isLocked` tells of one that is numbered in a
 * namespace other than ours, where we see nothing of it: whether it holds the lock that it took; null where that cannot be told.
 */
export function isAlive(marker: string, isLocked: () => boolean | null = () => null): boolean {
  const [pid = '', started = '', boot = '', namespace = '-'] = marker.split(' ');
  if (!/^\d{1,10}$/.test(pid)) return false;
  if (started === '-' || boot === '-' || !existsSync(BOOT_ID)) return true;
  if (boot !== bootId()) return false;
  if (namespace !== '-' && isForeign(namespace)) return isLocked() ?? true;
  return started === startTime(Number(pid));
}

/** True where numbers of processes of a namespace are not those that we see. */
export function isForeign(namespace: string): boolean {
  const own = namespaceOf('self');
  return own !== null && own !== namespace;
}

/** False where no process of that number runs, as far as the system tells. */
export function mayRun(pid: number): boolean {
  return startTime(pid) !== null || !existsSync(BOOT_ID);
}

function bootId(): string | null {
  return read(BOOT_ID)?.trim() ?? null;
}

/** The number of the namespace; null where the system does not tell. */
function namespaceOf(pid: number | 'self'): string | null {
  try {
    return /^pid:\[(\d{1,20})\]$/.exec(readlinkSync(`/proc/${pid}/ns/pid`))?.[1] ?? null;
  } catch {
    return null;
  }
}

function startTime(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The command name may hold blanks and brackets, so what follows counts from the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A process that has ended and was not yet waited for is dead.
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  return fields[START_TIME_AFTER_NAME] ?? null;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return null;
  }
}
