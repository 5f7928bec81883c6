import { describe, expect, it } from 'vitest';
import { Reporter } from '../../src/engine/problem.ts';

const MESSAGE = { en: 'wrong', fr: 'faux' };

describe('reporter', () => {
  it.each([
    [0, 1, 1],
    [1, 1, 2],
    [3, 2, 1],
    [6, 3, 1],
    [8, 3, 3],
    [9, 4, 1],
    [10, 4, 2],
  ])('offset %d stands at %d:%d', (offset, line, column) => {
    const reporter = new Reporter('f.yaml', 'ab\ncd\re\r\nf');
    // Lines start at 0, 3, 6 and 9: LF, CR and CR LF each end one.
    reporter.report(offset, MESSAGE, 'x', 'y');
    expect(reporter.problems).toEqual([{ file: 'f.yaml', line, column, message: MESSAGE, expected: 'x', nearest: 'y' }]);
  });

  it('keeps the first hundred problems', () => {
    const reporter = new Reporter('f.yaml', 'x');
    for (let count = 0; count < 150; count++) reporter.report(0, MESSAGE);
    expect(reporter.problems).toHaveLength(100);
  });
});
