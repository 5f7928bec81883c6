import type { Evidence } from '../model/finding.ts';

/**
 * The frames of some evidence in rising order, by the place of their capture in the result: frames are numbered anew in each capture, so that
 * a number says nothing without it.
 */
export function framesByCapture(evidence: readonly Evidence[]): ReadonlyMap<number, readonly number[]> {
  const known = new Map<number, Set<number>>();
  for (const { capture, frames } of evidence) {
    const all = known.get(capture) ?? new Set<number>();
    known.set(capture, all);
    for (const frame of frames) all.add(frame);
  }
  return new Map([...known].map(([capture, frames]) => [capture, [...frames].sort((a, b) => a - b)]));
}
