import { describe, expect, it } from 'vitest';
import { dissector, ENOUGH, SWITCH } from '../../src/protocols/dissector.ts';

describe('the contract of dissectors', () => {
  it('what `data` returns instead of a count cannot be one', () => {
    expect(ENOUGH).toBeLessThan(0);
    expect(SWITCH).toBeLessThan(0);
    expect(ENOUGH).not.toBe(SWITCH);
  });

  it('gives a dissector back as it is, with the types of its own fields', () => {
    const one = dissector({
      name: 'one',
      over: 'udp',
      ports: [],
      content: 'text',
      observes: { 'one.seen': { length: 'number' } },
      probe: () => 'mine',
      open: (emit) => ({
        data: ({ start, end }) => {
          emit('one.seen', { length: end - start });
          return end - start;
        },
        gap: () => undefined,
      }),
    });
    const said: unknown[] = [];
    one.open((kind, fields) => said.push([kind, fields]), [1, 2]).data({ buffer: Buffer.from('abc'), start: 1, end: 3, sender: 0 });
    expect(said).toEqual([['one.seen', { length: 2 }]]);
  });
});
