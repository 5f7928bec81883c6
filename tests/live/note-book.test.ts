import { describe, expect, it } from 'vitest';
import { LIVE_BOUNDS } from '../../src/live/bounds.ts';
import { NoteBook } from '../../src/live/note-book.ts';
import type { DeviceId } from '../../src/model/device.ts';
import { aSnapshot } from '../builders/snapshot.ts';

const review = (more: object) => ({ type: 'review', finding: 'f1', verdict: 'exception', reason: 'ours', untilMs: null, ...more }) as const;

describe('NoteBook', () => {
  it('is nothing where nothing was noted', () => {
    expect(new NoteBook().notes([], [])).toBeUndefined();
  });

  it('names devices: the name is the surest of what is believed, and can be taken back', () => {
    const book = new NoteBook();
    const { devices } = aSnapshot();
    const [first] = devices;
    expect(book.named(devices)).toBe(devices);
    expect(book.name(first!.id, ' Kitchen cam ')).toBeNull();
    const [named, ...others] = book.named(devices);
    expect(named!.hostname[0]).toMatchObject({ value: 'Kitchen cam', source: 'user', confidence: 1 });
    expect(named!.hostname.slice(1)).toEqual(first!.hostname);
    expect(others).toEqual(devices.slice(1));
    expect([book.name(first!.id, ' '), book.name(first!.id, 'x'.repeat(81))]).toEqual(['empty', 'too-long']);
    expect(book.name(first!.id, null)).toBeNull();
    expect(book.named(devices)).toEqual(devices);
  });

  it('keeps one review a finding, the newest, and forgets one that is taken back', () => {
    const book = new NoteBook();
    expect(book.review(review({ verdict: 'reviewed', reason: '  ' }), 1)).toBeNull();
    expect(book.review(review({ untilMs: 9 }), 2)).toBeNull();
    expect(book.notes([], [])?.reviews).toEqual([{ finding: 'f1', verdict: 'exception', reason: 'ours', untilMs: 9, atMs: 2 }]);
    expect(book.review(review({ reason: 'x'.repeat(501) }), 3)).toBe('too-long');
    expect(book.review(review({ verdict: null }), 4)).toBeNull();
    expect(book.notes([], [])?.reviews).toEqual([]);
  });

  it('remembers what was said before, and when that ended', () => {
    const book = new NoteBook();
    book.review(review({ verdict: 'reviewed', reason: null }), 1);
    expect(book.notes([], [])).not.toHaveProperty('earlierReviews');
    book.review(review({}), 2);
    book.review(review({ verdict: null }), 3);
    book.review(review({ verdict: null }), 4);
    const before = [
      { finding: 'f1', verdict: 'reviewed', reason: null, untilMs: null, atMs: 1, endedMs: 2 },
      { finding: 'f1', verdict: 'exception', reason: 'ours', untilMs: null, atMs: 2, endedMs: 3 },
    ] as const;
    const notes = book.notes([], [])!;
    expect(notes).toEqual({ marks: [], names: [], reviews: [], recordings: [], earlierReviews: before });
    const again = new NoteBook();
    again.restore(notes);
    expect(again.notes([], [])).toEqual(notes);
    for (let i = 0; i <= LIVE_BOUNDS.earlierReviewsMax; i += 1) again.review(review({ reason: `${i}` }), 10 + i);
    expect(again.notes([], [])?.earlierReviews).toHaveLength(LIVE_BOUNDS.earlierReviewsMax);
    expect(again.notes([], [])?.earlierReviews?.[0]).toMatchObject({ reason: '0' });
  });

  it('leaves devices out, no more than it may, and takes them back in', () => {
    const book = new NoteBook();
    expect(book.exclude('02:00:00:00:00:01', true)).toBeNull();
    expect(book.exclude('02:00:00:00:00:01', true)).toBeNull();
    expect(book.notes([], [])?.excluded).toEqual(['02:00:00:00:00:01']);
    for (let i = 1; i < LIVE_BOUNDS.namesMax; i += 1) book.exclude(`d${i}`, true);
    expect(book.exclude('one more', true)).toBe('too-many');
    expect(book.exclude('02:00:00:00:00:01', false)).toBeNull();
    expect(book.exclude('one more', true)).toBeNull();
  });

  it('goes on with what was noted before', () => {
    const book = new NoteBook();
    const { devices } = aSnapshot();
    const names = [{ device: devices[0]!.id, name: 'Cam' }];
    const reviews = [{ finding: 'f', verdict: 'reviewed' as const, reason: null, untilMs: null, atMs: 1 }];
    book.restore({ names, reviews });
    expect(book.notes([{ at: 1, text: 'm' }], [])).toEqual({ marks: [{ at: 1, text: 'm' }], names, reviews, recordings: [] });
  });

  it('says so where all was taken back, in this session or of what an older one held', () => {
    const book = new NoteBook();
    book.name('02:00:00:00:00:01', 'Bear');
    book.name('02:00:00:00:00:01', null);
    const none = { marks: [], names: [], reviews: [], recordings: [], excluded: [] };
    expect(book.notes([], [])).toEqual(none);
    const next = new NoteBook();
    next.restore({ names: [], reviews: [], excluded: ['02:00:00:00:00:01' as DeviceId] });
    next.exclude('02:00:00:00:00:01', false);
    expect(next.notes([], [])).toEqual(none);
    next.name('02:00:00:00:00:01', 'Bear');
    expect(next.notes([], [])).not.toHaveProperty('excluded');
    const third = new NoteBook();
    third.restore(none);
    expect(third.notes([], [])).toBeUndefined();
  });
});
