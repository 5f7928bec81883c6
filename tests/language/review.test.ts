import { describe, expect, it } from 'vitest';
import { reviewText } from '../../src/language/review.ts';
import type { Review } from '../../src/model/snapshot.ts';

const review: Review = {
  finding: 'f',
  verdict: 'exception',
  reason: 'ours\x1b',
  untilMs: Date.UTC(2027, 0, 31),
  atMs: Date.UTC(2026, 0, 1),
};

describe('what was said of a finding', () => {
  it.each([
    [review, false, 'a known exception, on 2026-01-01 00:00:00 UTC, until 2027-01-31 00:00:00 UTC: ours\\x1b'],
    [{ ...review, reason: null }, true, 'a known exception, on 2026-01-01 00:00:00 UTC, until 2027-01-31 00:00:00 UTC, THIS HAS PASSED'],
    [{ ...review, untilMs: null, reason: null }, false, 'a known exception, on 2026-01-01 00:00:00 UTC, for good'],
    [{ ...review, verdict: 'reviewed', reason: null }, false, 'reviewed, on 2026-01-01 00:00:00 UTC'],
  ] as const)('%# in English', (said, expired, text) => expect(reviewText('en', said, expired).replaceAll('\u00a0', ' ')).toBe(text));

  it('follows French typography', () => {
    expect(reviewText('fr', review, false)).toContain('2027-01-31\u00a000:00:00\u00a0UTC : ours');
  });
});
