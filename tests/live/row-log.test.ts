import { describe, expect, it } from 'vitest';
import { LIVE_BOUNDS } from '../../src/live/bounds.ts';
import { RowLog } from '../../src/live/row-log.ts';
import { sameValue } from '../../src/live/same-value.ts';

interface Row {
  readonly id: string;
  readonly n: number;
}

function log(): { rows: RowLog<Row>; take: (...rows: Row[]) => void; since: (serial: number) => string[]; serial: () => number } {
  const rows = new RowLog<Row>((row) => row.id, sameValue);
  let serial = 0;
  return {
    rows,
    take: (...now) => rows.take(now, () => (serial += 1)),
    since: (from) => [...rows.since(from)].map(({ key, row }) => `${key}${row === null ? '-' : row.n}`),
    serial: () => serial,
  };
}

describe('RowLog', () => {
  it('tells what is new, what has changed and what has gone, in that order of time, and nothing twice', () => {
    const { take, since, serial } = log();
    take({ id: 'a', n: 1 }, { id: 'b', n: 1 });
    expect(since(0)).toEqual(['a1', 'b1']);
    const first = serial();
    take({ id: 'a', n: 1 }, { id: 'b', n: 1 });
    expect([since(first), serial()]).toEqual([[], first]);
    take({ id: 'a', n: 2 }, { id: 'b', n: 1 }, { id: 'c', n: 1 });
    expect(since(first)).toEqual(['a2', 'c1']);
    const second = serial();
    take({ id: 'a', n: 2 }, { id: 'c', n: 1 });
    expect(since(second)).toEqual(['b-']);
    expect(since(0)).toEqual(['a2', 'c1', 'b-']);
    take({ id: 'a', n: 2 }, { id: 'b', n: 7 }, { id: 'c', n: 1 });
    expect(since(second)).toEqual(['b7']);
  });

  it('notices one that has gone where another has come', () => {
    const { take, since, serial } = log();
    take({ id: 'a', n: 1 });
    const first = serial();
    take({ id: 'b', n: 1 });
    expect(since(first)).toEqual(['b1', 'a-']);
  });

  it('forgets rows that have gone past the bound, and says from where nobody may go on', () => {
    const { rows, take, since } = log();
    const many = Array.from({ length: LIVE_BOUNDS.goneMax + 1 }, (_row, n) => ({ id: `r${n}`, n }));
    take(...many, { id: 'stays', n: 0 });
    expect(rows.floor).toBe(0);
    take({ id: 'stays', n: 0 });
    expect(rows.floor).toBeGreaterThan(LIVE_BOUNDS.goneMax);
    expect(since(0)).toEqual(['stays0']);
  });
});
