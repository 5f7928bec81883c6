import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RECORDING_DEFAULTS } from '../../../src/capture/recording/recording.ts';
import { originOf, recordingOf } from '../../../src/cli/live/watch-options.ts';

describe('originOf', () => {
  it.each([
    [undefined, { interface: ['a', 'b'] }, { type: 'interfaces', names: ['a', 'b'] }],
    // Each packet of an interface that is named twice would come twice, as if it had been sent again.
    [undefined, { interface: ['a', 'b', 'a'] }, { type: 'interfaces', names: ['a', 'b'] }],
    ['-', {}, { type: 'stream', path: '-' }],
    [undefined, { read: 'f', pace: 2 }, { type: 'replay', path: 'f', pace: 2 }],
    [undefined, { read: 'f' }, { type: 'file', path: 'f' }],
    [undefined, { read: 'f', phases: 'p.yaml' }, { type: 'file', path: 'f' }],
  ])('%s %j', (stream, raw, origin) => expect(originOf(stream, raw)).toEqual(origin));

  it.each([
    [undefined, {}, 'live.error.no-source'],
    ['-', { interface: ['a'] }, 'live.error.two-sources'],
    ['-', { read: 'f' }, 'live.error.two-sources'],
    [undefined, { interface: ['a'], read: 'f' }, 'live.error.two-sources'],
    ['-', { pace: 2 }, 'live.error.pace-without-read'],
    ['-', { phases: 'p.yaml' }, 'live.error.phases-without-read'],
    [undefined, { read: 'f', record: 'dir' }, 'live.error.record-with-read'],
    [undefined, { interface: ['a'], recordFiles: 3 }, 'live.error.ring-without-record'],
    ['-', { recordSize: 2 }, 'live.error.ring-without-record'],
    [undefined, { read: 'f', recordTime: 1_000 }, 'live.error.ring-without-record'],
    [undefined, { read: 'f', pace: 2, phases: 'p.yaml' }, 'live.error.phases-without-read'],
  ])('%s %j is refused', (stream, raw, key) => {
    expect(() => originOf(stream, raw)).toThrow(expect.objectContaining({ key, exitCode: 2 }));
  });
});

describe('recordingOf', () => {
  const owner = { user: 1_000, group: 1_000 };
  const plain = { ...RECORDING_DEFAULTS, folder: resolve('dir'), owner };

  it.each([
    [{}, null],
    [{ record: 'dir' }, plain],
    [
      { record: 'dir', recordFiles: 3 },
      { ...plain, filesMax: 3 },
    ],
    [
      { record: 'dir', recordSize: 2, recordTime: 90_000 },
      { ...plain, fileOctetsMax: 2_097_152, fileSecondsMax: 90 },
    ],
  ])('%j', (options, recording) => expect(recordingOf(options, owner)).toEqual(recording));
});
