import { describe, expect, it } from 'vitest';
import type { Edges } from '../../../src/cli/edges.ts';
import { FolderDesk } from '../../../src/cli/live/folder-desk.ts';
import { KeyMap } from '../../../src/ui/key-map.ts';
import { screenParts } from '../../../src/cli/live/screen-parts.ts';

const edges = (env: Edges['env']): Edges => ({ env, stdout: process.stdout }) as unknown as Edges;

describe('screenParts', () => {
  it.each([
    [{ INK_SCREEN_READER: 'true' }, {}, true],
    [{ TERM: 'dumb' }, {}, true],
    [{ TERM: 'xterm' }, {}, false],
    [{ TERM: 'xterm' }, { plain: true }, true],
  ])('with %j and %j, lines instead of screens: %s', (env, options, plain) => {
    expect(screenParts(edges(env), 'en', options).plain).toBe(plain);
  });

  it('takes neither the mouse nor the clipboard unasked', () => {
    const parts = screenParts(edges({ LANG: 'fr_FR.UTF-8' }), 'fr', {});
    expect(parts).toMatchObject({ language: 'fr', ascii: false, plain: false, mouse: false, clipboard: false });
    expect(parts.desk).toBeInstanceOf(FolderDesk);
  });

  it('does as the options say', () => {
    const options = { ascii: false, plain: true, mouse: true, clipboard: true };
    expect(screenParts(edges({ LANG: 'C' }), 'en', options)).toMatchObject(options);
    expect(screenParts(edges({ LANG: 'C' }), 'en', {})).toMatchObject({ ascii: true });
    const keyMap = new KeyMap({ sort: [] });
    expect(screenParts(edges({}), 'en', { keyMap, palette: 'trit' })).toMatchObject({ keys: keyMap, palette: 'trit' });
  });
});
