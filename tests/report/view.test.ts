import { describe, expect, it } from 'vitest';
import { shownOf } from '../../src/report/view.ts';

describe('shownOf', () => {
  it.each([
    [[1, 2, 3], 2, false, { shown: [1, 2], left: 1 }],
    [[1, 2, 3], 3, false, { shown: [1, 2, 3], left: 0 }],
    [[1, 2, 3], 2, true, { shown: [1, 2, 3], left: 0 }],
    [[], 2, false, { shown: [], left: 0 }],
  ])('%j, at most %i, verbose %s', (list, max, verbose, expected) => {
    expect(shownOf(list, max, verbose)).toEqual(expected);
  });
});
