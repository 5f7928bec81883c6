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
    expect(feed.status()).toEqual({ name: '', octetsRead: 5, octetsTotal: 10, frames: 100, framesPerSecond: 50, done: false });
    const heard: string[] = [];
    const stop = feed.subscribe(() => heard.push(feed.current().tool.version));
    feed.finish();
    expect(heard).toEqual(['2']);
    expect(feed.status()).toMatchObject({ framesPerSecond: 0, done: true });
    stop();
  });

  it('hands on what is asked, and shows at once what came of it', async () => {
    let name = 'a';
    const take = () => aSnapshot({ tool: { name, version: '' } });
    const progress = () => ({ octetsRead: 5, octetsTotal: 10, frames: 100 });
    const feed = new ReplayFeed(
      take,
      progress,
      () => 0,
      (command) => {
        if (command.type !== 'mark') return 'over';
        name = command.text;
        return null;
      },
    );
    expect(await feed.send({ type: 'mark', text: 'b' })).toEqual({ refusal: null, at: null });
    expect(feed.current().tool.name).toBe('b');
    expect(await feed.send({ type: 'stop' })).toEqual({ refusal: 'over', at: null });
    feed.finish();
  });

  it('says why a capture could not be read', () => {
    const feed = new ReplayFeed(
      aSnapshot,
      () => ({ octetsRead: 0, octetsTotal: null, frames: 0 }),
      () => 0,
    );
    expect(feed.status()).not.toHaveProperty('state');
    const failure = { code: 'capture-empty', interface: 'a.pcap', detail: '', mend: [] };
    feed.finish(failure);
    expect(feed.status()).toMatchObject({ done: true, state: 'failed', failure });
  });

  it('of which nothing can be asked refuses', async () => {
    const feed = new ReplayFeed(
      aSnapshot,
      () => ({ octetsRead: 0, octetsTotal: null, frames: 0 }),
      () => 0,
    );
    expect(await feed.send({ type: 'phase-end' })).toMatchObject({ refusal: 'over' });
    feed.finish();
  });
});
