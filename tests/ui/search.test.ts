import { describe, expect, it } from 'vitest';
import { listRows } from '../../src/ui/lists.ts';
import { described } from '../../src/ui/search.ts';
import { aSnapshot } from '../builders/snapshot.ts';
import { NO_NOTES } from './frames.ts';

const notes = { ...NO_NOTES, reviews: [{ finding: 'f0000002', verdict: 'exception' as const, reason: null, untilMs: null, atMs: 0 }] };
const snapshot = aSnapshot({ notes: { ...notes, marks: [{ at: 1_700_000_100_000_000, text: 'Said HELLO' }] } });
const ids = (kind: 'findings' | 'destinations' | 'devices' | 'timeline', filter: string, language: 'en' | 'fr' = 'en'): readonly string[] =>
  listRows(snapshot, kind, { device: null, notes: true, filter, sort: 0, reversed: false, order: null }, language).map(({ id }) => id);

describe('what filters find', () => {
  it.each([
    ['findings', 'party:3rd', 1],
    ['findings', 'land:us', 1],
    ['findings', 'enc:clear', 1],
    ['findings', 'conf:certain', 3],
    ['findings', 'sev>=m', 3],
    ['findings', 'rule:contacts*', 1],
    ['findings', 'seen>1', 3],
    ['findings', 'review:exception', 1],
    ['findings', 'review:new', 3],
    ['findings', 'dev:talking sev:h | rule:announces-name', 3],
    ['findings', 'after:22:13:21', 4],
    ['findings', 'before:22:13:21', 0],
    ['destinations', 'party:first', 1],
    ['destinations', 'enc:mixed', 1],
    ['destinations', 'enc:none', 1],
    ['destinations', 'advertising', 1],
    ['destinations', 'sev:h', 0],
    ['devices', 'router', 1],
    ['timeline', 'hello', 1],
    ['timeline', 'sev:i', 1],
    ['timeline', 'button', 2],
  ] as const)('%s by %s: %i', (kind, filter, count) => expect(ids(kind, filter)).toHaveLength(count));

  it('speaks both languages', () => {
    expect(ids('findings', 'publicité', 'fr')).toEqual(['f0000003']);
    expect(ids('findings', 'publicité', 'en')).toEqual([]);
    expect(ids('findings', 'grav:élevée', 'fr')).toHaveLength(2);
  });

  it('finds a word in all that a row shows', () => {
    const says = (word: string): boolean => described(snapshot, 'destinations', snapshot.destinations[0]!, 'en').says(word);
    for (const word of ['api.bear', 'bear toys', 'us', 'maker', '203.0.113', 'talking']) expect(says(word), word).toBe(true);
    expect(says('zebra')).toBe(false);
  });
});
