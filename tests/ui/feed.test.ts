import { describe, expect, it } from 'vitest';
import type { SnapshotFeed } from '../../src/ui/feed.ts';
import { CannedFeed } from './canned-feed.ts';

describe('a feed', () => {
  it('hands out what is newest and tells who listens until they stop', () => {
    const canned = new CannedFeed();
    const feed: SnapshotFeed = canned;
    let told = 0;
    const stop = feed.subscribe(() => (told += 1));
    canned.push({ ...canned.current(), findings: [] });
    expect([told, feed.current().findings.length, feed.status().done]).toEqual([1, 0, true]);
    stop();
    canned.push(canned.current());
    expect(told).toBe(1);
  });
});
