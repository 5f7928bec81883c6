import { describe, expect, it } from 'vitest';
import type { Saved, SavedDocument } from '../../src/ui/errand.ts';
import { runErrand } from '../../src/ui/errand-runner.ts';
import { aState, press, safe } from './frames.ts';

function means(clipboard: boolean, result: Saved = { path: '/tmp/there.txt' }) {
  const [saved, written]: [SavedDocument[], string[]] = [[], []];
  const desk = { save: (document: SavedDocument): Saved => (saved.push(document), result) };
  return { desk, clipboard, saved, written, write: (octets: string) => written.push(octets) };
}

describe('runErrand', () => {
  it('saves what is shown and says where', () => {
    const with_ = means(false);
    expect(runErrand({ type: 'save' }, press(aState(), '6'), with_)).toEqual({
      ...{ key: 'ui.told.saved', parameters: { path: '/tmp/there.txt' }, good: true },
    });
    expect(with_.saved).toMatchObject([{ name: 'coverage', kind: 'text' }]);
    expect(with_.written).toEqual([]);
  });

  it('says why it could not', () => {
    const full = { fault: 'cli.error.output-full', parameters: { path: 'a' } } as const;
    const told = { key: 'cli.error.output-full', parameters: { path: 'a' }, good: false };
    expect(runErrand({ type: 'save' }, aState(), means(true, full))).toEqual(told);
    expect(runErrand({ type: 'save' }, aState(), { ...means(true), desk: null })).toMatchObject({ key: 'ui.told.no-desk', good: false });
  });

  it('copies into a file, unless the user allowed the clipboard', () => {
    const [file, clipboard] = [means(false), means(true)];
    const errand = { type: 'copy', text: safe('talking-bear') } as const;
    expect(runErrand(errand, aState(), file)).toMatchObject({ key: 'ui.told.copied-file', good: true });
    expect(file).toMatchObject({ saved: [{ name: 'copy', lines: ['talking-bear'] }], written: [] });
    expect(runErrand(errand, aState(), clipboard)).toMatchObject({ key: 'ui.told.copied', parameters: { text: 'talking-bear' } });
    expect(clipboard).toMatchObject({ saved: [], written: ['\x1b]52;c;dGFsa2luZy1iZWFy\x07'] });
  });
});
