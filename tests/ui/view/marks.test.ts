import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../src/model/device.ts';
import type { Review, Snapshot } from '../../../src/model/snapshot.ts';
import { addressOfId } from '../../../src/ui/catalogue.ts';
import * as marks from '../../../src/ui/view/marks.ts';
import { aDestination, aDevice, aFinding, aSnapshot, START } from '../../builders/snapshot.ts';
import { aState, english, NO_NOTES, french } from '../frames.ts';

describe('marks', () => {
  it('tell a severity by shape, letter and colour', () => {
    expect(marks.severityMark(english, 'high')).toEqual({ text: '▲ H', role: 'high' });
    expect(marks.severityMark(french, 'high')).toEqual({ text: '▲ E', role: 'high' });
  });

  it('leave numbers out whole where there is no room, and say so', () => {
    const counts = { info: 12, low: 3, medium: 104, high: 2, critical: 0 };
    const shown = (cells: number): string => marks.countMarks(english, counts, cells).text;
    expect([13, 12, 11, 8, 3].map(shown)).toEqual(['▲2 ◆104 ▪3 …', '▲2 ◆104 ▪3 …', '▲2 ◆104 …', '▲2 …', '▲2']);
    expect(shown(14)).toBe('▲2 ◆104 ▪3 ·12');
  });

  it('count in signs and in words, the worst first', () => {
    const counts = { info: 3, low: 0, medium: 1, high: 2, critical: 0 };
    expect(marks.countMarks(english, counts)).toEqual({ text: '▲2 ◆1 ·3', role: 'high' });
    expect(marks.countWords(english, counts)).toBe('2 high, 1 medium, 3 notes');
  });

  it('say what a person made of a finding', () => {
    const notes = (review: Partial<Review>): Snapshot => ({
      ...aSnapshot(),
      notes: { ...NO_NOTES, reviews: [{ finding: 'f0000001', verdict: 'exception', reason: 'ours', untilMs: null, atMs: 0, ...review }] },
    });
    const mark = (snapshot: Snapshot): string => marks.reviewMark(english, aState({}, snapshot), 'f0000001').text;
    expect(mark(aSnapshot())).toBe('new');
    expect(mark(notes({ verdict: 'reviewed' }))).toBe('reviewed');
    expect(mark(notes({}))).toBe('accepted');
    expect(mark(notes({ untilMs: START / 1e3 + 86_400_000 }))).toBe('accepted');
    expect(mark(notes({ untilMs: START / 1e3 }))).toBe('EXPIRED');
  });

  it('name devices', () => {
    expect(marks.deviceText(english, aDevice())).toBe('talking-bear');
    expect(marks.deviceText(english, aDevice({ hostname: [], model: [] }))).toBe('nameless …00:01');
    expect(marks.deviceText(english, aDevice({ id: 'ip:192.168.4.9' as DeviceId, hostname: [], model: [] }))).toBe('192.168.4.9');
    expect(marks.deviceOrId(english, new Map(), '02:00:00:00:00:09')).toBe('02:00:00:00:00:09');
    expect(marks.deviceOrId(english, new Map(), null)).toBe('-');
    expect(addressOfId('02:00:00:00:00:09')).toBeNull();
  });

  it('say who a destination is and where a finding was', () => {
    expect(marks.partyText(english, aDestination({ party: 'third', tracker: true }))).toBe('other T');
    expect(marks.placeText(english, aFinding())).toBe('api.bear.example');
    expect(marks.placeText(english, aFinding({ destination: null }))).toBe('-');
  });
});
