import type { Notice } from './snapshot.ts';

/** Notices that count time and not things: of several, the longest is what all of them together amount to. */
const TIMES: ReadonlySet<string> = new Set(['live-stop-unread']);

/**
 * Each code once, in the order in which they first came: what several captures, interfaces or parts tell is told as one sum, or where it
 * is a time, as the longest. It is incomplete where one of them is. What counts nothing is left out.
 */
export function noticesTogether(notices: readonly Notice[]): Notice[] {
  const byCode = new Map<string, Notice>();
  for (const { code, count, incomplete } of notices) {
    if (count <= 0) continue;
    const before = byCode.get(code);
    const all = TIMES.has(code) ? Math.max(count, before?.count ?? 0) : count + (before?.count ?? 0);
    byCode.set(code, { code, count: all, incomplete: incomplete || before?.incomplete === true });
  }
  return [...byCode.values()];
}
