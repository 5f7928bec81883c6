import { describe, expect, it } from 'vitest';
import { isLive, type SnapshotFeed } from '../../src/ui/feed.ts';
import { CannedFeed } from './canned-feed.ts';
import { DONE, LIVE } from './frames.ts';

describe('a live session', () => {
  it.each([
    ['a file that is read', { ...DONE, done: false }, false],
    ['a capture', LIVE, true],
    ['one that begins', { ...LIVE, state: 'starting' as const }, true],
    ['one that ends', { ...LIVE, state: 'stopping' as const }, true],
    ['one that has ended', { ...LIVE, state: 'done' as const, done: true }, false],
    ['one that failed', { ...LIVE, state: 'failed' as const }, false],
    ['one that cannot be reached', { ...LIVE, state: 'lost' as const }, false],
  ])('%s', (_name, status, live) => expect(isLive(status)).toBe(live));
});

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
