import { describe, expect, it } from 'vitest';
import { KeyMap } from '../../../src/ui/key-map.ts';
import { makeShow } from '../../../src/ui/show.ts';
import { helpView } from '../../../src/ui/view/help.ts';
import { aState, english, french, press, screenText, textOf } from '../frames.ts';

describe('help', () => {
  it('has every key and every sign', () => {
    const text = textOf(helpView(aState(), english, 100));
    for (const part of ['PgUp', 'Ctrl-Z', '▲ H  high', '●○○  uncertain', 'sev:H', 'T  ', 'FR~', 'quit']) expect(text).toContain(part);
    expect(textOf(helpView(aState(), french, 100))).toContain('Échap');
  });

  it('works in ASCII', () => expect(textOf(helpView(aState(), makeShow('fr', true), 80))).toMatch(/^[\x20-\x7e\n]*$/));

  it('begins with the keys of the screen that it was asked from', () => {
    const text = screenText(press(aState({ rows: 60 }), '4', '?'));
    expect(text).toMatch(/Keys here: Findings[^]*a +reviewed[^]*Keys\n/);
    expect(screenText(press(aState({ rows: 60 }), '5', '?'))).toMatch(/Keys here: Timeline[^]*d +device/);
  });

  it('names the keys as they were changed', () => {
    const state = aState({ keys: new KeyMap({ filter: ['f3', 'ctrl-f'], sort: [], reverse: [] }) });
    const text = textOf(helpView(state, english, 100));
    expect(text).toMatch(/F3 {2}Ctrl-F +filter the list/);
    expect(text).not.toContain('another order');
  });
});
