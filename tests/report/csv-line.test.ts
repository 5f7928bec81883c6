import { describe, expect, it } from 'vitest';
import { csvLine } from '../../src/report/csv-line.ts';

describe('csvLine', () => {
  it.each<[readonly (string | number)[], string]>([
    [['a', 1, ''], 'a,1,'],
    [['a,b', 'say "no"'], '"a,b","say ""no"""'],
    [['=1+1', ' @x', '-', '\uff1d1'], "'=1+1,' @x,'-,'\uff1d1"],
    [['two\nlines', 'a\x1bb'], 'two lines,a\\x1bb'],
    [[-1], '-1'],
  ])('%j is %s', (cells, line) => expect(csvLine(cells)).toBe(line));

  it('bounds a cell', () => expect(csvLine(['a'.repeat(9_000)]).length).toBeLessThan(4_100));
});
