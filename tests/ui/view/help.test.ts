import { describe, expect, it } from 'vitest';
import { makeShow } from '../../../src/ui/show.ts';
import { helpView } from '../../../src/ui/view/help.ts';
import { english, french, textOf } from '../frames.ts';

describe('help', () => {
  it('has every key and every sign', () => {
    const text = textOf(helpView(english, 100));
    for (const part of ['PgUp', 'Ctrl-Z', '▲ H  high', '●○○  uncertain', 'sev:H', 'T  ', 'FR~', 'quit']) expect(text).toContain(part);
    expect(textOf(helpView(french, 100))).toContain('Échap');
  });

  it('works in ASCII', () => expect(textOf(helpView(makeShow('fr', true), 80))).toMatch(/^[\x20-\x7e\n]*$/));
});
