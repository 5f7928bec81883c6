import { describe, expect, it } from 'vitest';
import { writePhases } from '../../src/report/text-phases.ts';
import { viewOf, writtenBy } from '../builders/page-of.ts';
import { aSnapshot } from '../builders/snapshot.ts';

const AT = 1_700_000_000_000_000;
const notes = { marks: [{ at: AT + 5_000_000, text: 'said\u001b[31m the word' }], names: [], reviews: [], recordings: [] };

describe('writePhases', () => {
  it('writes nothing where there are no phases and no marks', () => {
    expect(writtenBy(writePhases, viewOf(aSnapshot({ phases: [] })))).toBe('');
  });

  it('tells phases and marks in the order of time, with nothing that a terminal would obey', () => {
    const phases = [
      { name: 'play', first: AT + 10_000_000, last: AT + 20_000_000 },
      { name: 'idle', first: AT, last: AT + 10_000_000 },
    ];
    expect(writtenBy(writePhases, viewOf(aSnapshot({ phases, notes })))).toBe(
      'Phases 2023-11-14 22:13:20 UTC to 2023-11-14 22:13:30 UTC idle 2023-11-14 22:13:25 UTC said\\x1b[31m the word ' +
        '2023-11-14 22:13:30 UTC to 2023-11-14 22:13:40 UTC play',
    );
  });
});
