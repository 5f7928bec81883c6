import { describe, expect, it } from 'vitest';
import type { Edges } from '../../../src/cli/edges.ts';
import { FolderDesk } from '../../../src/cli/live/folder-desk.ts';
import { screenParts } from '../../../src/cli/live/screen-parts.ts';

const edges = (env: Edges['env']): Edges => ({ env, stdout: process.stdout }) as unknown as Edges;

describe('screenParts', () => {
  it('takes neither the mouse nor the clipboard unasked', () => {
    const parts = screenParts(edges({ LANG: 'fr_FR.UTF-8' }), 'fr', {});
    expect(parts).toMatchObject({ language: 'fr', ascii: false, plain: false, mouse: false, clipboard: false });
    expect(parts.desk).toBeInstanceOf(FolderDesk);
  });

  it('does as the options say', () => {
    const options = { ascii: false, plain: true, mouse: true, clipboard: true };
    expect(screenParts(edges({ LANG: 'C' }), 'en', options)).toMatchObject(options);
    expect(screenParts(edges({ LANG: 'C' }), 'en', {})).toMatchObject({ ascii: true });
  });
});
