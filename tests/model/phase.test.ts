import { describe, expect, it } from 'vitest';
import { phaseAt } from '../../src/model/phase.ts';

const phase = (name: string, first: number, last: number) => ({ name, first, last });

describe('phaseAt', () => {
  const cases = [
    { what: 'none', phases: [], at: 5, gives: null },
    { what: 'before the first', phases: [phase('idle', 10, 20)], at: 9, gives: null },
    { what: 'its first moment', phases: [phase('idle', 10, 20)], at: 10, gives: 'idle' },
    { what: 'its last moment', phases: [phase('idle', 10, 20)], at: 20, gives: 'idle' },
    { what: 'after it', phases: [phase('idle', 10, 20)], at: 21, gives: null },
    { what: 'where one ends and the next begins', phases: [phase('idle', 10, 20), phase('play', 20, 30)], at: 20, gives: 'play' },
    { what: 'a short one inside a long one', phases: [phase('muted', 12, 14), phase('play', 10, 30)], at: 13, gives: 'muted' },
    { what: 'the long one again', phases: [phase('muted', 12, 14), phase('play', 10, 30)], at: 15, gives: 'play' },
    { what: 'overlap: the later start', phases: [phase('play', 10, 20), phase('muted', 15, 30)], at: 17, gives: 'muted' },
    { what: 'begun together: the sooner end', phases: [phase('long', 10, 30), phase('short', 10, 20)], at: 15, gives: 'short' },
    { what: 'the same stretch twice: the first', phases: [phase('one', 10, 30), phase('two', 10, 30)], at: 15, gives: 'one' },
  ];
  it.each(cases)('$what', ({ phases, at, gives }) => {
    expect(phaseAt(phases, at)?.name ?? null).toBe(gives);
  });
});
