import { describe, expect, it } from 'vitest';
import { findRecorded, RECORDING_DEFAULTS, type RecordedFile } from '../../../src/capture/recording/recording.ts';

const file = (name: string, first: number, frames: number, state: RecordedFile['state'] = 'closed'): RecordedFile => ({
  name,
  first,
  frames,
  octets: 1,
  sha256: null,
  state,
});

describe('findRecorded', () => {
  const files = [file('a', 1, 10, 'deleted'), file('b', 11, 5), file('c', 20, 1), file('d', 21, 100, 'open')];
  it.each<[number, string | null, number]>([
    [0, null, 0],
    [1, null, 0],
    [10, null, 0],
    [11, 'b', 1],
    [15, 'b', 5],
    [16, null, 0],
    [19, null, 0],
    [20, 'c', 1],
    [21, 'd', 1],
    [120, 'd', 100],
    [121, null, 0],
  ])('frame %i', (number, name, frame) => {
    expect(findRecorded(files, number)).toEqual(name === null ? null : { file: name, frame });
  });

  it('finds nothing in nothing', () => expect(findRecorded([], 1)).toBeNull());
});

describe('RECORDING_DEFAULTS', () => {
  it('keeps everything and leaves room on the disk', () => {
    expect(RECORDING_DEFAULTS).toMatchObject({ filesMax: null, owner: null });
    expect(RECORDING_DEFAULTS.freeOctetsMin).toBeGreaterThan(RECORDING_DEFAULTS.fileOctetsMax);
  });
});
