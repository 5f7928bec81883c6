import { describe, expect, it } from 'vitest';
import { noticesTogether } from '../../src/model/notices.ts';
import type { Notice } from '../../src/model/snapshot.ts';

const notice = (code: string, count: number, incomplete = false): Notice => ({ code, count, incomplete });

describe('noticesTogether', () => {
  it.each<[string, Notice[], Notice[]]>([
    ['nothing', [], []],
    ['what counts nothing', [notice('faults', 0, true)], []],
    ['the sum of what counts things', [notice('flows-evicted', 2), notice('flows-evicted', 3)], [notice('flows-evicted', 5)]],
    [
      'the longest of what counts time, whichever comes first',
      [notice('live-stop-unread', 1_500), notice('live-stop-unread', 200), notice('live-stop-unread', 1_501)],
      [notice('live-stop-unread', 1_501)],
    ],
    [
      'incomplete where one of them is, whichever comes first',
      [notice('a', 1, true), notice('a', 1), notice('b', 1), notice('b', 1, true)],
      [notice('a', 2, true), notice('b', 2, true)],
    ],
    ['a zero makes nothing incomplete', [notice('a', 1), notice('a', 0, true)], [notice('a', 1)]],
    ['codes in the order in which they came', [notice('b', 1), notice('a', 1), notice('b', 1)], [notice('b', 2), notice('a', 1)]],
  ])('%s', (_name, given, expected) => {
    expect(noticesTogether(given)).toEqual(expected);
  });
});
