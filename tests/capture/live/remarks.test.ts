import { describe, expect, it } from 'vitest';
import { remarksOf } from '../../../src/capture/live/remarks.ts';
import type { Knowledge, SourceKind } from '../../../src/capture/live/live-source.ts';
import { isMessageKey } from '../../../src/language/message.ts';

const KNOWS_ALL: Knowledge = { kernelTimestamps: true, originalLengths: true, kernelDrops: 'live', interfaceDrops: 'live' };
const LATE: Knowledge = { ...KNOWS_ALL, kernelDrops: 'at-end', interfaceDrops: 'at-end' };
const BLIND: Knowledge = { kernelTimestamps: false, originalLengths: false, kernelDrops: 'never', interfaceDrops: 'never' };
const BLIND_CODES = ['live-arrival-times', 'live-lengths-unknown', 'live-drops-unknown'];

describe('remarksOf', () => {
  it.each<[SourceKind, Knowledge, readonly string[], readonly string[]]>([
    ['tcpdump', KNOWS_ALL, [], []],
    ['dumpcap', LATE, ['live-drops-at-end'], []],
    ['stream', LATE, ['live-drops-from-sender'], []],
    ['libpcap', BLIND, BLIND_CODES, BLIND_CODES],
  ])('%s, while it runs and after', (kind, knowledge, running, over) => {
    const codes = (isOver: boolean): string[] => remarksOf(kind, knowledge, isOver).map(({ code }) => code);
    expect([codes(false), codes(true)]).toEqual([running, over]);
  });

  it('has words for each, and none makes a result incomplete', () => {
    const all = [...remarksOf('dumpcap', LATE, false), ...remarksOf('stream', LATE, false), ...remarksOf('libpcap', BLIND, true)];
    expect(all.every(({ code, count, incomplete }) => isMessageKey(`limit.${code}`) && count === 1 && !incomplete)).toBe(true);
  });
});
