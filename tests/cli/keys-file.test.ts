import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CommandError } from '../../src/cli/command-error.ts';
import { readKeys } from '../../src/cli/keys-file.ts';
import type { Language } from '../../src/model/text.ts';
import { ACTION_NAMES } from '../../src/ui/actions.ts';
import { DEFAULT_KEYS } from '../../src/ui/key-map.ts';
import { Desk } from './drive.ts';

const desk = new Desk();
const env = { XDG_CONFIG_HOME: desk.path('config') };

async function problems(text: string, language: Language = 'en'): Promise<readonly string[]> {
  try {
    await readKeys({ env }, language, desk.file('bad.yaml', text));
  } catch (error) {
    if (error instanceof CommandError) return error.details.map((line) => line.replace(desk.path('bad.yaml'), 'F'));
    throw error;
  }
  return [];
}

describe('a file of keys', () => {
  it('gives the actions that it names other keys, and leaves the others theirs', async () => {
    const keys = await readKeys(
      { env },
      'en',
      desk.file('keys.yaml', "filter: ['/', F3]\nfreeze: f\nsort: []\ndashboard: 0\nquit: Q # big\n"),
    );
    expect(keys.keysOf('filter')).toEqual(['/', 'f3']);
    expect(keys.keysOf('freeze')).toEqual(['f']);
    expect(keys.keysOf('sort')).toEqual([]);
    expect(keys.keysOf('dashboard')).toEqual(['0']);
    expect(keys.actionOf({ name: 'character', character: 'q' }, 'en')).toBeNull();
    for (const action of ACTION_NAMES)
      if (!['filter', 'freeze', 'sort', 'dashboard', 'quit'].includes(action))
        expect(keys.keysOf(action)).toEqual(DEFAULT_KEYS.keysOf(action));
  });

  it('lies in the configuration folder, where nothing is named', async () => {
    expect(await readKeys({ env }, 'en', undefined)).toBe(DEFAULT_KEYS);
    mkdirSync(desk.path('config/mouchard'), { recursive: true });
    writeFileSync(desk.path('config/mouchard/keys.yaml'), 'undo: ctrl-z\nsuspend: []\n');
    expect((await readKeys({ env }, 'en', undefined)).keysOf('undo')).toEqual(['ctrl-z']);
    expect((await readKeys({ env }, 'en', desk.file('empty.yaml', '# nothing\n'))).keysOf('undo')).toEqual(['u']);
  });

  it.each([
    ['filtre: x', ['F:1:1: there is no action filtre (did you mean filter?)']],
    ['help: ["?"]\nexclud: [f5]', ['F:2:1: there is no action exclud (did you mean exclude?)']],
    ['sort: [f5, pagup]', ['F:1:12: there is no key pagup', 'page-up']],
    ['sort: a', ['F:1:7: a is already the key of review']],
    ['sort: f5\ngroup: [b, f5]', ['F:2:12: f5 is already the key of sort']],
    ['sort: ctrl-c', ['F:1:7: Ctrl-C always leads out']],
    ['sort:', ['F:1:1: expected a key: the character that it writes']],
    ['sort: [[a]]', ['expected a key: the character that it writes']],
    ['sort: {a: b}', ['F:1:7: expected a key, or a list of keys']],
    ['- sort', ['F:1:1: expected actions with their keys']],
    ['sort: "\\x1b"', ['F:1:7: there is no key \\x1b']],
    ['sort: [', ['F:']],
  ])('%j is refused: %j', async (text, parts) => {
    const found = await problems(text);
    expect(found).toHaveLength(1);
    for (const part of parts) expect(found[0]).toContain(part);
    expect((await problems(text, 'fr'))[0]).toMatch(/^F:\d+:\d+: /);
  });

  it('says the same of a key that two actions change places for, in any order', async () => {
    expect(await problems('sort: a\nreview: s')).toEqual([]);
    expect(await problems('review: s\nsort: a')).toEqual([]);
  });

  it('must be there where it was named', async () => {
    await expect(readKeys({ env }, 'en', desk.path('missing.yaml'))).rejects.toMatchObject({ key: 'keys.unreadable', exitCode: 2 });
  });
});
