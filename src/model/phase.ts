import type { Micros } from './observation.ts';
import type { Phase } from './snapshot.ts';

/**
 * The phase that a moment belongs to; null where it lies in none. Phases include both their ends and may overlap: a moment belongs to
 * the one that began last, and of those that began together to the one that ends first, so that a short stretch inside a long one counts.
 */
export function phaseAt(phases: readonly Phase[], at: Micros): Phase | null {
  let found: Phase | null = null;
  for (const phase of phases) {
    if (at < phase.first || at > phase.last) continue;
    if (found === null || phase.first > found.first || (phase.first === found.first && phase.last < found.last)) found = phase;
  }
  return found;
}
