import { existsSync, readFileSync } from 'node:fs';

const BOOT_ID = '/proc/sys/kernel/random/boot_id';
/** Field 22 of /proc/PID/stat, counted after the command name in brackets (proc_pid_stat(5)). */
const START_TIME_AFTER_NAME = 19;

/**
 * Tells a process from every other one, before and after a restart of the machine: number, when it was started, and which boot.
 * Where the system does not tell, the number alone.
 */
export function processMarker(pid: number): string {
  return `${pid} ${startTime(pid) ?? '-'} ${bootId() ?? '-'}`;
}

/** True where the process of the marker still runs, or where the system does not tell. */
export function isAlive(marker: string): boolean {
  const [pid = '', started = '', boot = ''] = marker.split(' ');
  if (!/^\d{1,10}$/.test(pid)) return false;
  if (started === '-' || boot === '-' || !existsSync(BOOT_ID)) return true;
  return boot === bootId() && started === startTime(Number(pid));
}

/** False where no process of that number runs, as far as the system tells. */
export function mayRun(pid: number): boolean {
  return startTime(pid) !== null || !existsSync(BOOT_ID);
}

function bootId(): string | null {
  return read(BOOT_ID)?.trim() ?? null;
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
