import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FeedReport, FeedStats, LiveFeed } from '../../../src/capture/live/feed.ts';
import { FedInput } from '../../../src/cli/live/fed-input.ts';

const folder = mkdtempSync(join(tmpdir(), 'mouchard-fed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const stats: FeedStats = {
  source: { state: 'capturing', received: 9, octets: 900, kernelDrops: 3, interfaceDrops: null, programDrops: 0 },
  recording: {
    folder,
    files: [{ name: 'a.pcapng', first: 1, frames: 9, octets: 900, sha256: null, state: 'open' }],
    frames: 9,
    octets: 900,
    missingFrames: 2,
    missingOctets: 200,
    waitingOctets: 0,
    trouble: { code: 'disk-full', detail: 'ENOSPC' },
  },
  waitingFrames: 5,
  waitingOctets: 500,
  newest: 1_600_000_000_000_000,
  spool: { blocks: 1, stops: 2, trouble: 'full' },
  unanalysedFrames: 4,
  unanalysedOctets: 400,
};

/** A feed that says what the test wants; the real one is tested with its own sources. */
function input(says: Partial<FeedStats>, where: string | null, failure: FeedReport['failure'] = null): FedInput {
  const feed = {
    name: 'br0',
    stats: () => ({ ...stats, ...says }),
    progress: () => ({ octetsRead: 1, octetsTotal: null, frames: 2 }),
    run: () => Promise.resolve({ failure } as FeedReport),
  };
  return new FedInput(feed as unknown as LiveFeed, where);
}

describe('FedInput', () => {
  it('tells a session what waits, what was lost, and how the recording goes', () => {
    const fed = input({}, folder);
    expect(fed.figures()).toEqual({
      starting: false,
      waitingFrames: 5,
      waitingOctets: 500,
      newest: 1_600_000_000_000_000,
      kernelDrops: 3,
      interfaceDrops: null,
      recording: {
        folder,
        files: 1,
        frames: 9,
        octets: 900,
        missing: 2,
        problem: 'source.failure.disk-full',
        freeOctets: expect.any(Number),
      },
      notices: [
        { code: 'live-unanalysed', count: 4, incomplete: true },
        { code: 'recording-missing', count: 2, incomplete: true },
        { code: 'live-spool-full', count: 2, incomplete: false },
      ],
    });
    expect(fed.recorded()).toEqual([{ name: 'a.pcapng', sha256: null, firstFrame: 1, frames: 9, octets: 900 }]);
    expect([fed.name, fed.progress()]).toEqual(['br0', { octetsRead: 1, octetsTotal: null, frames: 2 }]);
  });

  it('tells what a ring has given up', () => {
    const { files } = stats.recording!;
    const gone = { ...files[0]!, state: 'deleted' as const };
    const fed = input(
      { recording: { ...stats.recording!, missingFrames: 0, files: [gone, { ...files[0]!, first: 10 }] }, spool: null },
      folder,
    );
    expect(fed.figures()).toMatchObject({ recording: { files: 1 } });
    expect(fed.figures().notices).toContainEqual({ code: 'recording-deleted', count: 9, incomplete: false });
    expect(fed.recorded().map(({ firstFrame, deleted }) => [firstFrame, deleted])).toEqual([
      [1, true],
      [10, undefined],
    ]);
  });

  it('says nothing of what there is not', () => {
    const fed = input({ recording: null, spool: null, unanalysedFrames: 0, source: { ...stats.source, state: 'starting' } }, null);
    expect(fed.figures()).toMatchObject({ starting: true, recording: null, notices: [] });
    expect(fed.recorded()).toEqual([]);
    expect(input({ recording: null }, join(folder, 'missing')).figures().recording).toMatchObject({ files: 0, freeOctets: null });
  });

  it('keeps why the capture ended', async () => {
    const failure = { code: 'interface-gone' as const, interface: 'br0', detail: '', mend: [] };
    const fed = input({}, null, failure);
    expect(fed.failure()).toBeNull();
    await fed.run(() => undefined, new AbortController().signal);
    expect(fed.failure()).toEqual(failure);
  });
});
