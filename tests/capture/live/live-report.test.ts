import { describe, expect, it } from 'vitest';
import { droppedOf, emptyReport, liveReport, recordingNotices, spoolNotices } from '../../../src/capture/live/live-report.ts';
import type { Knowledge, LiveSource } from '../../../src/capture/live/live-source.ts';
import type { RecordingState } from '../../../src/capture/recording/recording.ts';

const KNOWING: Knowledge = { kernelTimestamps: true, originalLengths: true, kernelDrops: 'live', interfaceDrops: 'live' };
const COUNTERS = { received: 5, octets: 50, kernelDrops: 1, interfaceDrops: null, programDrops: 2 };
const sourceOf = (knowledge: Knowledge): LiveSource => ({ kind: 'tcpdump', interfaces: ['eth0'], knowledge }) as unknown as LiveSource;

describe('droppedOf', () => {
  it.each([
    [1, 2, 3, 6],
    [1, null, null, 1],
    [0, 0, 0, 0],
    [null, 2, 3, null],
  ])('kernel %s, interface %s, program %s', (kernelDrops, interfaceDrops, programDrops, sum) => {
    expect(droppedOf({ received: 0, octets: 0, kernelDrops, interfaceDrops, programDrops })).toBe(sum);
  });
});

describe('liveReport', () => {
  it('puts what stream and source say together', () => {
    const report = liveReport(sourceOf(KNOWING), { ...emptyReport('pcap'), frames: 5 }, COUNTERS, null);
    expect(report).toMatchObject({
      frames: 5,
      dropped: 3,
      kind: 'tcpdump',
      interfaces: ['eth0'],
      counters: COUNTERS,
      notices: [],
      failure: null,
    });
  });

  it('remarks on what a source cannot know', () => {
    const blind: Knowledge = { kernelTimestamps: false, originalLengths: false, kernelDrops: 'never', interfaceDrops: 'never' };
    const report = liveReport(sourceOf(blind), { ...emptyReport('pcap'), dropped: 9 }, { ...COUNTERS, kernelDrops: null }, null);
    expect(report.notices.map(({ code, incomplete }) => [code, incomplete])).toEqual([
      ['live-arrival-times', false],
      ['live-lengths-unknown', false],
      ['live-drops-unknown', false],
    ]);
    expect(report.dropped).toBe(9);
  });

  it.each([
    ['capture-cut-short', null],
    ['capture-block-length', { offset: 7, reason: 'capture-block-length', frame: 2 }],
  ])('damage %s', (reason, damage) => {
    const given = { ...emptyReport('pcapng'), damage: { offset: 7, reason, frame: 2 } };
    expect(liveReport(sourceOf(KNOWING), given, COUNTERS, null).damage).toEqual(damage);
  });
});

describe('recordingNotices', () => {
  const file = { name: 'a', first: 1, frames: 5, octets: 500, sha256: null, state: 'deleted' } as const;
  const recording: RecordingState = {
    ...{ folder: '/r', files: [], frames: 5, octets: 500 },
    ...{ missingFrames: 0, missingOctets: 0, waitingOctets: 0, trouble: null },
  };

  it('tells what is missing, and what a ring has given up', () => {
    expect(recordingNotices(null)).toEqual([]);
    expect(recordingNotices(recording)).toEqual([]);
    const files = [file, { ...file, frames: 2 }, { ...file, state: 'open' as const }];
    expect(recordingNotices({ ...recording, files, missingFrames: 3 })).toEqual([
      { code: 'recording-missing', count: 3, incomplete: true },
      { code: 'recording-deleted', count: 7, incomplete: false },
    ]);
  });
});

describe('spoolNotices', () => {
  it('says why packets could not wait, and how often', () => {
    expect(spoolNotices(null)).toEqual([]);
    expect(spoolNotices({ blocks: 3, stops: 0, trouble: null })).toEqual([]);
    expect(spoolNotices({ blocks: 3, stops: 2, trouble: 'disk-full' })).toEqual([
      { code: 'live-spool-disk-full', count: 2, incomplete: false },
    ]);
  });
});
