import { describe, expect, it } from 'vitest';
import { PictureNotes } from '../../src/live/picture-notes.ts';
import { aSnapshot } from '../builders/snapshot.ts';

const picture = aSnapshot();
const device = picture.devices[0]!.id;
const finding = picture.findings[0]!.id;
const review = { type: 'review', finding, verdict: 'exception', reason: 'ours', untilMs: null } as const;

describe('PictureNotes', () => {
  it('leaves a picture alone of which nothing was said', () => {
    expect(new PictureNotes().on(picture)).toEqual(picture);
  });

  it('names and reviews what is there, and takes it back', () => {
    const notes = new PictureNotes();
    expect(notes.carryOut({ type: 'name-device', device, name: 'Bear' }, picture, 5)).toBeNull();
    expect(notes.carryOut(review, picture, 5)).toBeNull();
    const noted = notes.on(picture);
    expect(noted.devices[0]!.hostname[0]).toMatchObject({ value: 'Bear', source: 'user' });
    expect(noted.notes).toMatchObject({ names: [{ device, name: 'Bear' }], reviews: [{ finding, verdict: 'exception', atMs: 5 }] });
    expect(notes.carryOut({ type: 'name-device', device, name: null }, noted, 6)).toBeNull();
    expect(notes.carryOut({ ...review, verdict: null }, noted, 6)).toBeNull();
    const after = notes.on(noted);
    expect(after.notes).toMatchObject({ names: [], reviews: [], earlierReviews: [{ finding: review.finding, endedMs: 6 }] });
    expect({ ...after, notes: undefined }).toEqual({ ...picture, notes: undefined });
  });

  it('leaves a device out and takes it back in', () => {
    const notes = new PictureNotes();
    expect(notes.carryOut({ type: 'exclude-device', device: 'none', excluded: true }, picture, 5)).toBe('unknown-device');
    expect(notes.carryOut({ type: 'exclude-device', device, excluded: true }, picture, 5)).toBeNull();
    const noted = notes.on(picture);
    expect(noted.notes?.excluded).toEqual([device]);
    expect(noted.findings).toEqual(picture.findings);
    const later = new PictureNotes(noted.notes);
    expect(later.on(noted)).toEqual(noted);
    expect(later.carryOut({ type: 'exclude-device', device, excluded: false }, noted, 6)).toBeNull();
    expect(later.on(noted)).toEqual({ ...picture, notes: { ...noted.notes, excluded: [] } });
  });

  it('puts a new name in the place of the one that the picture was kept with, and keeps marks and recordings', () => {
    const first = new PictureNotes({ marks: [{ at: 1, text: 'word' }], recordings: [] });
    first.carryOut({ type: 'name-device', device, name: 'Bear' }, picture, 5);
    const kept = first.on(picture);
    const again = new PictureNotes(kept.notes);
    expect(again.on(kept)).toEqual(kept);
    again.carryOut({ type: 'name-device', device, name: 'Duck' }, kept, 6);
    const renamed = again.on(kept);
    expect(renamed.devices[0]!.hostname.filter(({ source }) => source === 'user').map(({ value }) => value)).toEqual(['Duck']);
    expect(renamed.notes?.marks).toEqual([{ at: 1, text: 'word' }]);
  });

  it('refuses what is not there, and what belongs to a moment', () => {
    const notes = new PictureNotes();
    expect(notes.carryOut({ type: 'name-device', device: 'none', name: 'x' }, picture, 0)).toBe('unknown-device');
    expect(notes.carryOut({ ...review, finding: 'none' }, picture, 0)).toBe('unknown-finding');
    expect(notes.carryOut({ type: 'mark', text: 'x' }, picture, 0)).toBe('over');
    expect(notes.carryOut({ type: 'name-device', device, name: ' ' }, picture, 0)).toBe('empty');
  });
});
