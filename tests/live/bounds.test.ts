import { describe, expect, it } from 'vitest';
import { LIVE_BOUNDS } from '../../src/live/bounds.ts';

describe('LIVE_BOUNDS', () => {
  it('a reply with its one row more fits into the line that a screen takes', () => {
    // A finding is the longest row: twenty pieces of evidence with up to some 100 kB each.
    expect(LIVE_BOUNDS.lineLengthMax).toBeGreaterThanOrEqual(LIVE_BOUNDS.replyLengthMax + 20 * 100_000);
  });

  it('what a person may write fits into a request, however it is escaped', () => {
    expect(LIVE_BOUNDS.requestLengthMax).toBeGreaterThan(LIVE_BOUNDS.textLengthMax * 6 * 3);
  });
});
