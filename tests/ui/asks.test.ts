import { describe, expect, it } from 'vitest';
import { reduce } from '../../src/ui/reduce.ts';
import type { UiState } from '../../src/ui/state.ts';
import { aSnapshot } from '../builders/snapshot.ts';
import { aState, LIVE, NO_NOTES, press } from './frames.ts';

const live = aState({ status: LIVE });
const sent = (state: UiState): UiState => reduce(state, { type: 'sent' });
const REVIEW = { type: 'review', finding: 'f0000001' } as const;

describe('undo', () => {
  it('takes reviews back in turn, each to what was there before', () => {
    const reason = 'ours';
    const reviews = [{ ...REVIEW, verdict: 'exception' as const, reason, untilMs: 7, atMs: 0 }];
    const known = aState({ status: LIVE }, aSnapshot({ notes: { ...NO_NOTES, reviews } }));
    const twice = sent(press(known, '4', 'a', 'down', 'a'));
    const once = press(twice, 'u');
    expect(once.requests).toEqual([{ type: 'review', finding: 'f0000002', verdict: null, reason: null, untilMs: null }]);
    // Also from where no finding is in sight.
    expect(press(sent(once), '6', 'u').requests).toEqual([{ ...REVIEW, verdict: 'exception', reason, untilMs: 7 }]);
  });

  it('takes names and who is left out back', () => {
    const TOY = '02:00:00:00:00:01';
    const notes = { ...NO_NOTES, names: [{ device: TOY as never, name: 'Ben' }], excluded: [TOY as never] };
    const known = aState({ status: LIVE }, aSnapshot({ notes }));
    const done = sent(press(known, '2', 'x', 'R', 'ctrl-u', 'B', 'enter'));
    expect(press(done, 'u').requests).toEqual([{ type: 'name-device', device: TOY, name: 'Ben' }]);
    expect(press(done, 'u', 'u').requests[1]).toEqual({ type: 'exclude-device', device: TOY, excluded: true });
    expect(press(live, '2', 'R', 'B', 'enter', 'u').requests[1]).toEqual({ type: 'name-device', device: TOY, name: null });
  });

  it('of a review that is there, a takes it away, and u brings it back', () => {
    const reviews = [{ ...REVIEW, verdict: 'reviewed' as const, reason: 'seen', untilMs: null, atMs: 0 }];
    const known = aState({ status: LIVE }, aSnapshot({ notes: { ...NO_NOTES, reviews } }));
    const away = press(known, '4', 'a');
    expect(away.requests).toEqual([{ ...REVIEW, verdict: null, reason: null, untilMs: null }]);
    expect(press(sent(away), 'u').requests).toEqual([{ ...REVIEW, verdict: 'reviewed', reason: 'seen', untilMs: null }]);
  });

  it('takes a note and an exception back too', () => {
    for (const keys of [
      ['N', 'k', 'enter'],
      ['x', 'k', 'enter', 'enter'],
    ]) {
      // prettier-ignore
      const done = sent(press(live, '4', ...keys));
      expect(press(done, 'u').requests).toEqual([{ ...REVIEW, verdict: null, reason: null, untilMs: null }]);
    }
  });

  it('says so where there is nothing to undo', () => {
    expect(press(live, '2', 'u')).toMatchObject({ requests: [], told: { key: 'ui.told.no-undo', good: false } });
  });

  it('remembers no more than one can want to take back', () => {
    const many = press(live, '4', ...Array.from({ length: 80 }, () => 'a'));
    expect(many.undo).toHaveLength(50);
  });
});

describe('what keys ask for', () => {
  it.each([
    ['2', 'y', ['ui.copy.name', 'ui.copy.mac', 'ui.copy.address', 'ui.copy.address', 'ui.copy.filter']],
    ['2', 'w', ['ui.copy.filter']],
    ['3', 'y', ['ui.copy.name', 'ui.copy.address', 'ui.copy.owner', 'ui.copy.filter']],
  ])('screen %s, %s offers %j', (screen, key, labels) => {
    const { mode } = press(aState(), screen, key);
    expect(mode.type === 'values' && mode.values.map(({ label }) => label)).toEqual(labels);
  });

  it.each([
    ['6', 'y', 'ui.told.no-value'],
    ['6', 'w', 'ui.told.no-packets'],
    ['4', 'V', 'ui.told.masked'],
    ['2', 'a', 'ui.told.no-finding'],
    ['6', 'N', 'ui.told.no-finding'],
    ['6', 'R', 'ui.told.no-device'],
    ['3', 'x', 'ui.told.no-exclude'],
    ['2', 'd', 'ui.told.no-choice'],
  ])('screen %s, %s says %s', (screen, key, told) => expect(press(aState(), screen, key).told).toMatchObject({ key: told, good: false }));

  it('says it until the next key', () => {
    expect(press(aState(), '4', 'V', 'down').told).toBeNull();
  });

  it('e saves wherever one is', () => {
    for (const screen of '1234567') expect(press(aState(), screen, 'e').errands).toEqual([{ type: 'save' }]);
    expect(sent(press(aState(), 'e')).errands).toEqual([]);
  });
});
