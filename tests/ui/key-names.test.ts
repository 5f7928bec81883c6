import { describe, expect, it } from 'vitest';
import { KEY_NAMES, keyName, readKeyName } from '../../src/ui/key-names.ts';

describe('names of keys', () => {
  it.each([
    ['x', 'x'],
    ['X', 'X'],
    ['é', 'é'],
    ['?', '?'],
    ['F1', 'f1'],
    ['f12', 'f12'],
    ['Ctrl-D', 'ctrl-d'],
    ['ctrl+d', 'ctrl-d'],
    ['Ctrl D', 'ctrl-d'],
    ['PgUp', 'page-up'],
    ['Page_Down', 'page-down'],
    ['Esc', 'escape'],
    ['Return', 'enter'],
    ['Shift-Tab', 'back-tab'],
    ['SPACE', 'space'],
    [' ', 'space'],
    ['+', '+'],
    ['_', '_'],
  ])('%j is %s', (text, name) => expect(readKeyName(text)).toBe(name));

  it.each(['', 'xy', 'F13', 'ctrl-h', 'ctrl-1', '\x1b', '\u202e', '\u0301', '\u00a0', 'mouse'])('%j is none', (text) => {
    expect(readKeyName(text)).toBeNull();
  });

  it('are those of what is pressed', () => {
    expect(keyName({ name: 'character', character: ' ' })).toBe('space');
    expect(keyName({ name: 'character', character: 'G' })).toBe('G');
    expect(keyName({ name: 'page-up' })).toBe('page-up');
    expect(keyName({ name: 'mouse', button: 'left', line: 0, column: 0 })).toBeNull();
    for (const name of KEY_NAMES) expect(readKeyName(name)).toBe(name);
  });
});
