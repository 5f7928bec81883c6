import type { Notice, Snapshot } from '../model/snapshot.ts';

/** What was asked for, beside what came of it. */
export interface Asked {
  /** Captures of which nothing was read. */
  readonly unread: number;
  /** MACs of the only devices that were asked for; none: all. */
  readonly devices: readonly string[];
}

/**
 * The snapshot with what only those know who hold it against what was asked for, in front of its other limits: captures of which nothing was
 * read, captures that are the same as others, devices that never appeared. "Nothing found" must not stand for "nothing seen".
 */
export function withInputRemarks(snapshot: Snapshot, { unread, devices }: Asked): Snapshot {
  const { captures, coverage } = snapshot;
  const hashes = captures.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]));
  const seen = new Set(snapshot.devices.map(({ mac }) => mac));
  const remarks: readonly Notice[] = [
    { code: 'captures-unread', count: unread, incomplete: true },
    { code: 'captures-repeated', count: hashes.length - new Set(hashes).size, incomplete: false },
    { code: 'devices-unseen', count: new Set(devices.filter((mac) => !seen.has(mac))).size, incomplete: false },
  ].filter(({ count }) => count > 0);
  return remarks.length === 0 ? snapshot : { ...snapshot, coverage: { ...coverage, limits: [...remarks, ...coverage.limits] } };
}
