import { describe, expect, it } from 'vitest';
import { StoredFeed } from '../../../src/cli/live/stored-feed.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { aSnapshot } from '../../builders/snapshot.ts';

const picture = aSnapshot();
const name = { type: 'name-device', device: picture.devices[0]!.id, name: 'Bear' } as const;

describe('StoredFeed', () => {
  it('shows the session as it was kept', () => {
    const feed = new StoredFeed(
      picture,
      () => true,
      () => 0,
    );
    expect(feed.current()).toBe(picture);
    expect(feed.status()).toMatchObject({ done: true, frames: picture.coverage.framesRead, framesPerSecond: 0 });
  });

  it('keeps what is said at once, and tells the screens', async () => {
    const kept: Snapshot[] = [];
    const feed = new StoredFeed(
      picture,
      (noted) => kept.push(noted) > 0,
      () => 9,
    );
    let told = 0;
    const stop = feed.subscribe(() => (told += 1));
    expect(await feed.send(name)).toEqual({ refusal: null, at: null });
    expect(feed.current().devices[0]!.hostname[0]!.value).toBe('Bear');
    expect([kept, told]).toEqual([[feed.current()], 1]);
    expect(await feed.send({ type: 'phase-end' })).toEqual({ refusal: 'over', at: null });
    stop();
    await feed.send({ ...name, name: null });
    const takenBack = { marks: [], names: [], reviews: [], recordings: [], excluded: [] };
    expect([kept.length, told, feed.current()]).toEqual([2, 1, { ...picture, notes: takenBack }]);
  });

  it('shows nothing that could not be kept, and tries again the next time', async () => {
    let works = false;
    const feed = new StoredFeed(
      picture,
      () => works,
      () => 0,
    );
    expect(await feed.send(name)).toEqual({ refusal: 'not-kept', at: null });
    expect(feed.current()).toBe(picture);
    works = true;
    await feed.send({ type: 'review', finding: picture.findings[0]!.id, verdict: 'reviewed', reason: null, untilMs: null });
    expect(feed.current().notes).toMatchObject({ names: [], reviews: [{ verdict: 'reviewed' }] });
  });
});
