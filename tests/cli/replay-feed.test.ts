import { describe, expect, it } from 'vitest';
import { ReplayFeed } from '../../src/cli/replay-feed.ts';
import { aSnapshot } from '../builders/snapshot.ts';

describe('ReplayFeed', () => {
  it('has a picture at once, and a last one when the capture has ended', () => {
    let taken = 0;
    let now = 0;
    const take = () => aSnapshot({ tool: { name: 'mouchard', version: String((taken += 1)) } });
    const feed = new ReplayFeed(
      take,
      () => ({ octetsRead: 5, octetsTotal: 10, frames: 100 }),
      () => now,
    );
    expect(feed.current().tool.version).toBe('1');
    now = 2_000;
    expect(feed.status()).toEqual({ octetsRead: 5, octetsTotal: 10, frames: 100, framesPerSecond: 50, done: false });
    const heard: string[] = [];
    const stop = feed.subscribe(() => heard.push(feed.current().tool.version));
    feed.finish();
    expect(heard).toEqual(['2']);
    expect(feed.status()).toMatchObject({ framesPerSecond: 0, done: true });
    stop();
  });
});
