import type { CaptureFacts, Review } from './snapshot.ts';

/** True for an exception that has ended, by the newest time that the session knows: its last packet, or when it was begun. */
export function isExpired({ untilMs }: Pick<Review, 'untilMs'>, captures: readonly Pick<CaptureFacts, 'last'>[], startedMs = 0): boolean {
  if (untilMs === null) return false;
  return untilMs < captures.reduce((latest, { last }) => Math.max(latest, (last ?? 0) / 1e3), startedMs);
}
