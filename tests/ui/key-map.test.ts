import { describe, expect, it } from 'vitest';
import { ACTION_NAMES, ACTIONS } from '../../src/ui/actions.ts';
import { DEFAULT_KEYS, KeyMap } from '../../src/ui/key-map.ts';
import type { Key } from '../../src/ui/keys.ts';
import { aState, press } from './frames.ts';

const character = (text: string): Key => ({ name: 'character', character: text });

describe('the keys', () => {
  it('do what is written of them', () => {
    for (const action of ACTION_NAMES) expect(DEFAULT_KEYS.keysOf(action)).toEqual(ACTIONS[action]);
    expect(DEFAULT_KEYS.actionOf(character('/'), 'en')).toBe('filter');
    expect(DEFAULT_KEYS.actionOf({ name: 'f1' }, 'en')).toBe('help');
    expect(DEFAULT_KEYS.actionOf(character('~'), 'en')).toBeNull();
    expect(DEFAULT_KEYS.actionOf({ name: 'mouse', button: 'left', line: 0, column: 0 }, 'en')).toBeNull();
  });

  it('do something else where that was asked for, and no longer what they did', () => {
    const keys = new KeyMap({ filter: ['f3'], freeze: ['/'], sort: [] });
    const state = aState({ keys });
    expect(press(state, '4', 'f3').mode.type).toBe('filter');
    expect(press(state, '4', 'f').mode.type).toBe('browse');
    expect(press(state, '/').frozen).toBe(true);
    expect(press(state, ' ').frozen).toBe(false);
    expect(press(state, '4', 's').lists.findings.sort).toBe(0);
    // Ctrl-C always leads out.
    expect(press(state, 'ctrl-c').quit).toBe('interrupt');
  });

  it('stand for the digits on a French keyboard, unless they have a meaning of their own', () => {
    expect(DEFAULT_KEYS.actionOf(character('é'), 'fr')).toBe('devices');
    expect(DEFAULT_KEYS.actionOf(character('é'), 'en')).toBeNull();
    expect(new KeyMap({ save: ['é'] }).actionOf(character('é'), 'fr')).toBe('save');
  });
});
