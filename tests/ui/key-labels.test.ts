import { describe, expect, it } from 'vitest';
import { allKeys, firstKey, firstKeys, keyLabel, keyWords } from '../../src/ui/key-labels.ts';
import { DEFAULT_KEYS, KeyMap } from '../../src/ui/key-map.ts';
import { makeShow } from '../../src/ui/show.ts';
import { english, french } from './frames.ts';

describe('what keys are called', () => {
  it.each([
    ['escape', 'Esc', 'Échap'],
    ['page-up', 'PgUp', 'Pg. haut'],
    ['ctrl-l', 'Ctrl-L', 'Ctrl-L'],
    ['f1', 'F1', 'F1'],
    ['tab', 'Tab', 'Tab'],
    ['g', 'g', 'g'],
    ['enter', '⏎', '⏎'],
  ])('%s: %s, %s', (name, en, fr) => expect([keyLabel(name, english), keyLabel(name, french)]).toEqual([en, fr]));

  it('draws arrows where it may draw, and calls them by name where not', () => {
    expect(firstKeys(DEFAULT_KEYS, ['up', 'down'], english)).toBe('↑↓');
    expect(firstKeys(DEFAULT_KEYS, ['up', 'down'], makeShow('en', true))).toBe('Up Down');
    expect(firstKeys(DEFAULT_KEYS, ['up', 'down'], makeShow('fr', false, true))).toBe('Haut Bas');
    expect(firstKeys(DEFAULT_KEYS, ['zoom-in', 'zoom-out'], english)).toBe('+ -');
  });

  it('names every key of some actions, and none where there is none', () => {
    expect(allKeys(DEFAULT_KEYS, ['up', 'down'], english)).toBe('↑↓  k j');
    expect(allKeys(DEFAULT_KEYS, ['help'], english)).toBe('?  F1  7');
    const keys = new KeyMap({ sort: [], hide: ['f9'] });
    expect(allKeys(keys, ['sort'], english)).toBe('');
    expect(firstKey(keys, 'sort', english)).toBeNull();
    expect(firstKeys(keys, ['sort', 'reverse'], english)).toBeNull();
    expect(keyWords(keys, english)).toMatchObject({ hide: 'F9', new: 'n', back: 'Esc' });
  });
});
