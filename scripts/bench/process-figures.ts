import { readdirSync, readFileSync } from 'node:fs';

/** Of the kernel's clock in /proc: USER_HZ is 100 on every Linux (proc(5)). */
const TICKS_PER_SECOND = 100;

/** CPU seconds that a process and those below it have used until now, ended children included. */
export function cpuSeconds(process: number): number {
  return family(process).reduce((sum, pid) => sum + ownCpu(pid), 0);
}

/** Resident memory of a process and those below it, in 2^20 octets. */
export function residentMegabytes(process: number): number {
  return family(process).reduce((sum, pid) => sum + ownMegabytes(pid), 0);
}

/** Resident memory of a process alone, in 2^20 octets; 0 where it is gone. */
export function ownMegabytes(pid: number): number {
  return Number(/^VmRSS:\s*(\d+)/m.exec(text(`/proc/${pid}/status`))?.[1] ?? 0) / 1_024;
}

/** A process and all that descend from it. */
export function family(process: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = Number(fieldsOf(Number(name))[1]);
    if (Number.isNaN(parent)) continue;
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found = [process];
  for (let i = 0; i < found.length; i += 1) found.push(...(children.get(found[i]!) ?? []));
  return found;
}

/** CPU seconds that a process alone has used until now, with those of its children that have ended. */
export function ownCpu(pid: number): number {
  const fields = fieldsOf(pid);
  const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field] ?? 0), 0);
  return ticks / TICKS_PER_SECOND;
}

/** What the main thread of a process has spent: computing, and ready to run without a processor; milliseconds. */
export interface ThreadFigures {
  readonly cpuMs: number;
  readonly waitMs: number;
}

/** Until now (the kernel's documentation, scheduler/sched-stats: /proc/PID/schedstat). */
export function mainThread(pid: number): ThreadFigures {
  const [cpu = 0, waited = 0] = text(`/proc/${pid}/task/${pid}/schedstat`).split(' ').map(Number);
  return { cpuMs: cpu / 1e6, waitMs: waited / 1e6 };
}

/** The fields of /proc/PID/stat from the state on; the name before it may hold anything. */
function fieldsOf(pid: number): readonly string[] {
  const stat = text(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** A process may end between two looks. */
function text(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
