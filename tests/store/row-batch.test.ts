import Database from './pinned-database.ts';
import { describe, expect, it } from 'vitest';
import { RowBatch } from '../../src/store/row-batch.ts';

describe('rows that wait', () => {
  it.each([0, 1, 24, 25, 26, 50, 101])('%i of them become as many rows, in order', (count) => {
    const database = new Database(':memory:');
    database.exec('CREATE TABLE t (a INTEGER, b TEXT)');
    const batch = new RowBatch(database, 't', ['a', 'b']);
    for (let index = 0; index < count; index++) batch.values.push(index, index % 2 === 0 ? `text ${index}` : null);
    expect(batch.rows).toBe(count);
    batch.write();
    expect(batch.rows).toBe(0);
    batch.write();
    const expected = Array.from({ length: count }, (_, index) => ({ a: index, b: index % 2 === 0 ? `text ${index}` : null }));
    expect(database.prepare('SELECT a, b FROM t ORDER BY rowid').all()).toEqual(expected);
  });

  it('can be forgotten', () => {
    const database = new Database(':memory:');
    database.exec('CREATE TABLE t (a INTEGER)');
    const batch = new RowBatch(database, 't', ['a']);
    batch.values.push(1, 2);
    batch.clear();
    batch.write();
    expect(database.prepare('SELECT count(*) AS rows FROM t').get()).toEqual({ rows: 0 });
  });
});
