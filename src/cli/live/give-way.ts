import { getPriority, setPriority } from 'node:os';

/** To the scheduler, a third of the weight of others (sched(7), The nice value): enough to follow on a machine that does much else. */
const STEP = 5;

/**
 * Lets screens, and what captures, go before the analysis on a busy machine: a key that is not answered, or a frame that is not fetched,
 * is noticed or lost; what is analysed later is not. To Linux, 0 is the thread that asks, so that threads that run already stay as they
 * are, and the one that captures is one of them.
 */
export function giveWay(): void {
  try {
    setPriority(0, Math.max(getPriority(0), STEP));
  } catch {
    // As busy as the rest of us.
  }
}
