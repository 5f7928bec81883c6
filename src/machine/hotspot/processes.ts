import { signalProcess } from '../program.ts';
import type { Hands } from './hands.ts';

/** The variable that all programs of a hotspot have in their environment, and hand on to those that they start. */
export const TOKEN_VARIABLE = 'MOUCHARD_HOTSPOT';

const POLL_MS = 50;

/** One process as proc(5) shows it. */
export interface ProcessEntry {
  readonly id: number;
  readonly command: readonly string[];
}

/** The processes that carry a token in their environment: also those that went to the background, or took another user. */
export function processesOf(hands: Hands, token: string): ProcessEntry[] {
  const wanted = `${TOKEN_VARIABLE}=${token}`;
  return (
    hands
      .list('/proc')
      .filter((name) => /^\d+$/.test(name) && (hands.read(`/proc/${name}/environ`)?.split('\0').includes(wanted) ?? false))
      .map((name) => ({ id: Number(name), command: (hands.read(`/proc/${name}/cmdline`) ?? '').split('\0').slice(0, -1) }))
      // One that has ended and waits to be noticed has no command any more.
      .filter(({ command }) => command.length > 0)
  );
}

/** When a process started, in ticks since the start of the machine; null where there is no such process. With its number it names a process for good. */
export function startOf(hands: Hands, id: number): string | null {
  const stat = hands.read(`/proc/${id}/stat`);
  // The name, in brackets, may hold spaces and brackets.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

/** The start of the machine (random(4)). */
export function bootId(hands: Hands): string {
  return hands.read('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
}

/** Ends the processes that `find` finds: asks them to, and after `patienceMs` does not ask any more. False where some are left. */
export async function endProcesses(find: () => readonly ProcessEntry[], patienceMs: number): Promise<boolean> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    for (const { id } of find()) signalProcess(id, signal);
    if (await waitFor(() => find().length === 0, patienceMs)) return true;
  }
  return false;
}

/** Looks again and again until something holds; false where it does not in the time given. */
export async function waitFor(holds: () => boolean, timeoutMs: number): Promise<boolean> {
  for (let waited = 0; ; waited += POLL_MS) {
    if (holds()) return true;
    if (waited >= timeoutMs) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
