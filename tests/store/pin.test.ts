import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { pin } from '../../src/store/pin.ts';

describe('pin', () => {
  it('keeps every statement from the collector, and the database works as before', () => {
    const collected: string[] = [];
    const registry = new FinalizationRegistry<string>((name) => collected.push(name));
    const database = new Database(':memory:');
    pin(database);
    const held = (globalThis as unknown as Record<symbol, unknown[]>)[Symbol.for('mouchard.store.pinned')]!;
    const select = database.prepare('SELECT 1');
    const rows = select.iterate();
    expect([held.includes(database), held.includes(select), held.includes(rows)]).toEqual([true, true, true]);
    expect([...rows]).toEqual([{ 1: 1 }]);
    database.exec('CREATE TABLE a (b)');
    for (let i = 0; i < 200; i += 1) {
      const statement = database.prepare('INSERT INTO a VALUES (?)');
      registry.register(statement, `statement ${i}`);
      statement.run(i);
    }
    database.transaction(() => database.prepare('DELETE FROM a WHERE b < 100').run())();
    expect(database.prepare('SELECT count(*) AS n FROM a').get()).toEqual({ n: 100 });
    expect(database.pragma('user_version', { simple: true })).toBe(0);
    const churn: number[][] = [];
    for (let i = 0; i < 200; i += 1) churn.push(new Array<number>(100_000).fill(i));
    expect(churn).toHaveLength(200);
    expect(collected).toEqual([]);
    database.close();
  });
});
