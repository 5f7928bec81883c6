import { describe, expect, it } from 'vitest';
import { Scheduler, type Steps } from '../../../scripts/bench/scheduler.ts';

describe('Scheduler', () => {
  it('runs steps in the order of their times, and of arrival where those agree', () => {
    const scheduler = new Scheduler();
    const log: string[] = [];
    let now = 0;
    function* steps(name: string, waits: readonly number[]): Steps {
      for (const wait of waits) {
        log.push(`${name}${now}`);
        yield wait;
      }
      log.push(`${name}${now}.`);
    }
    scheduler.start(10, steps('a', [5, 100]));
    scheduler.start(10, steps('b', [1]));
    scheduler.start(5, steps('c', [10, 30, 30]));
    scheduler.run((at) => (now = at));
    expect(log).toEqual(['c5', 'a10', 'b10', 'b11.', 'a15', 'c15', 'c45', 'c75.', 'a115.']);
    expect(scheduler.running).toBe(0);
  });

  it('takes what is begun while it runs', () => {
    const scheduler = new Scheduler();
    const begun: number[] = [];
    let now = 0;
    // eslint-disable-next-line require-yield -- a conversation of one step
    function* one(): Steps {
      begun.push(now);
    }
    function* many(): Steps {
      for (let i = 0; i < 3; i += 1) {
        scheduler.start(now + 7, one());
        yield 10;
      }
    }
    scheduler.start(100, many());
    scheduler.run((at) => (now = at));
    expect(begun).toEqual([107, 117, 127]);
  });

  it('keeps a thousand in order', () => {
    const scheduler = new Scheduler();
    const times: number[] = [];
    function* pass(): Steps {
      yield 1;
      yield 3;
    }
    for (let i = 0; i < 1_000; i += 1) scheduler.start((i * 7_919) % 1_000, pass());
    scheduler.run((at) => times.push(at));
    expect(times).toHaveLength(3_000);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});
