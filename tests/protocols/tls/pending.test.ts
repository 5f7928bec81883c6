import { describe, expect, it } from 'vitest';
import { PendingOctets, type Holder } from '../../../src/protocols/tls/pending.ts';

class Waiting implements Holder {
  abandoned = false;
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
});
