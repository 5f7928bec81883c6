import { describe, expect, it } from 'vitest';
import { candidates, meant } from '../../src/ui/command-line.ts';
import { aState, press } from './frames.ts';

describe('the command line', () => {
  it.each<[readonly string[], object]>([
    [[], { text: '' }],
    [['d', 'tab'], { text: 'de' }],
    [['d', 'tab', 'tab'], { text: 'de' }],
    [['d', 'e', 't'], { text: 'det' }],
    [['d', 'e', 'v', 'tab'], { text: 'devices ' }],
    [['c', 'o', 'tab'], { text: 'co' }],
    [['m', 'tab'], { text: 'm' }],
    [['D', 'E', 'V', 'tab'], { text: 'devices ' }],
    [['z', 'tab'], { text: 'z' }],
    [['m', 'a', 'tab', 'a', 'tab'], { text: 'mark a' }],
    [[...'devces', 'enter'], { text: 'devces', wrong: true }],
    [[...'devces', 'enter', 'backspace'], { text: 'devce', wrong: false }],
  ])('%j gives %j', (keys, mode) => expect(press(aState(), ':', ...keys).mode).toMatchObject({ type: 'command', ...mode }));

  it.each([[['escape']], [['backspace']], [['enter']], [[' ', 'enter']], [['x', 'escape']]])('is left by %j', (keys) => {
    expect(press(aState(), ':', ...keys)).toMatchObject({ mode: { type: 'browse' }, quit: null, screen: 'dashboard' });
  });

  it('takes the words of both languages, with accents and capitals', () => {
    expect(press(aState(), ':', ...'Constats', 'enter').screen).toBe('findings');
    expect(press({ ...aState(), language: 'fr' }, ':', ...'DÉVICES', 'enter').screen).toBe('devices');
  });

  it('knows what may follow', () => {
    expect(candidates('de', 'en')).toEqual(['devices', 'destinations']);
    expect(candidates('co', 'fr')).toEqual(['constats', 'colonnes', 'copier']);
    expect(candidates('mark x', 'en')).toEqual([]);
  });

  it.each([
    ['devces', 'en', 'devices'],
    ['fliter x', 'en', 'filter'],
    ['constas', 'fr', 'constats'],
    ['zzzzzzzz', 'en', null],
  ] as const)('%s in %s is near %s', (line, language, near) => expect(meant(line, language)).toBe(near));
});
