import { describe, expect, it } from 'vitest';
import { LIVE_BOUNDS } from '../../src/live/bounds.ts';
import { PhaseBook, refusalOf } from '../../src/live/phase-book.ts';

describe('PhaseBook', () => {
  it('ends the phase that is open when another begins', () => {
    const book = new PhaseBook();
    expect(book.start(' idle ', 10)).toBeNull();
    expect(book.start('play', 20)).toBeNull();
    expect(book.open).toBe('play');
    expect(book.phases(25)).toEqual([
      { name: 'idle', first: 10, last: 20 },
      { name: 'play', first: 20, last: 25 },
    ]);
    expect(book.end(30)).toBeNull();
    expect([book.open, book.end(31)]).toEqual([null, 'no-phase']);
    expect(book.phases(99).at(-1)).toEqual({ name: 'play', first: 20, last: 30 });
  });

  it('never ends before it began, wherever the clock went', () => {
    const book = new PhaseBook();
    book.start('idle', 100);
    expect(book.phases(50)).toEqual([{ name: 'idle', first: 100, last: 100 }]);
    book.end(50);
    expect(book.phases(50)).toEqual([{ name: 'idle', first: 100, last: 100 }]);
  });

  it('keeps marks as they come', () => {
    const book = new PhaseBook();
    expect([book.mark(' said it ', 5), book.mark('', 6), book.mark('x'.repeat(501), 7)]).toEqual([null, 'empty', 'too-long']);
    expect(book.marks).toEqual([{ at: 5, text: 'said it' }]);
  });

  it('is bounded', () => {
    const book = new PhaseBook();
    for (let at = 0; at < LIVE_BOUNDS.phasesMax; at += 1) book.start(`p${at}`, at);
    expect(book.start('more', 1e6)).toBe('too-many');
    expect(book.phases(1e6)).toHaveLength(LIVE_BOUNDS.phasesMax);
    for (let at = 0; at < LIVE_BOUNDS.marksMax; at += 1) book.mark('m', at);
    expect(book.mark('more', 1e6)).toBe('too-many');
  });
});

describe('refusalOf', () => {
  it.each([
    ['', 'empty'],
    [' \t ', 'empty'],
    ['x'.repeat(10), null],
    ['x'.repeat(11), 'too-long'],
  ])('%j: %s', (text, refusal) => expect(refusalOf(text, 10)).toBe(refusal));
});
