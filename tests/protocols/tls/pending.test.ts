import { describe, expect, it } from 'vitest';
import { PendingOctets, type Holder, type Place } from '../../../src/protocols/tls/pending.ts';

class Waiting implements Holder {
  abandoned = false;
  place: Place | null = null;
  abandon(): void {
    this.abandoned = true;
  }
}

describe('the bound over pending octets', () => {
  it('makes the oldest let go when the octets are too many', () => {
    const pool = new PendingOctets(10, 100);
    const [a, b, c] = [new Waiting(), new Waiting(), new Waiting()];
    pool.hold(a, 40);
    pool.hold(b, 40);
    pool.hold(c, 60);
    expect([a.abandoned, b.abandoned, c.abandoned, pool.held, pool.dropped]).toEqual([true, false, false, 100, 1]);
  });

  it('makes the oldest let go when the holders are too many', () => {
    const pool = new PendingOctets(1, 100);
    const [a, b] = [new Waiting(), new Waiting()];
    pool.hold(a, 1);
    pool.hold(b, 1);
    expect([a.abandoned, b.abandoned, pool.held]).toEqual([true, false, 1]);
  });

  it('counts growth once, and forgets what was released', () => {
    const pool = new PendingOctets();
    const a = new Waiting();
    pool.hold(a, 10);
    pool.hold(a, 30);
    expect(pool.held).toBe(30);
    pool.release(a);
    pool.release(a);
    expect(pool.held).toBe(0);
  });

  it('never tells the one that asks to let go, though it is the oldest or alone', () => {
    const pool = new PendingOctets(10, 100);
    const [a, b] = [new Waiting(), new Waiting()];
    pool.hold(a, 40);
    pool.hold(b, 40);
    pool.hold(a, 90);
    pool.hold(a, 200);
    expect([a.abandoned, b.abandoned, pool.held, pool.dropped]).toEqual([false, true, 200, 1]);
  });

  it('keeps its row in order, whoever leaves', () => {
    const pool = new PendingOctets(3, 1_000);
    const all = Array.from({ length: 6 }, () => new Waiting());
    const [a, b, c, d, e, f] = all as [Waiting, Waiting, Waiting, Waiting, Waiting, Waiting];
    for (const holder of [a, b, c]) pool.hold(holder, 1);
    pool.release(b);
    pool.hold(d, 1);
    pool.hold(e, 1); // a leaves
    pool.release(e);
    pool.hold(b, 1);
    pool.hold(f, 1); // c leaves
    expect(all.map((holder) => holder.abandoned)).toEqual([true, false, true, false, false, false]);
    for (const holder of [d, b, f]) pool.release(holder);
    expect(pool.held).toBe(0);
  });
});
