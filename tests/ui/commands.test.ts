import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/ui/commands.ts';
import { paneOf, SCREENS, type UiState } from '../../src/ui/state.ts';
import { aState, LIVE, press } from './frames.ts';

const live = aState({ status: LIVE });
const type = (state: UiState, line: string): UiState => press(state, ':', ...line, 'enter');

describe('commands', () => {
  it('have one word each in both languages, all different and easy to type', () => {
    for (const language of ['en', 'fr'] as const) {
      const words = COMMANDS.map(({ words: { [language]: word } }) => word);
      expect(new Set(words).size).toBe(words.length);
      for (const word of words) expect(word).toMatch(/^[a-z]+$/);
    }
  });

  it('show every screen', () => {
    expect(COMMANDS.slice(0, SCREENS.length).map(({ words }) => type(live, words.en).screen)).toEqual(SCREENS);
    expect(type({ ...live, language: 'fr' }, 'constats').screen).toBe('findings');
  });

  it.each<[string, object]>([
    ['mark said hello', { requests: [{ type: 'mark', text: 'said hello' }] }],
    ['mark', { mode: { type: 'prompt', purpose: { what: 'mark' } } }],
    ['phase idle', { requests: [{ type: 'phase-start', name: 'idle' }] }],
    ['phase', { mode: { type: 'prompt', purpose: { what: 'phase' } } }],
    ['name', { mode: { type: 'prompt', purpose: { what: 'name' } } }],
    ['save', { errands: [{ type: 'save' }] }],
    ['copy', { mode: { type: 'values', what: 'copy' } }],
    ['wireshark', { mode: { type: 'values', what: 'wireshark' } }],
    ['columns', { mode: { type: 'columns' } }],
    ['hide', { hides: true }],
    ['freeze', { frozen: true }],
    ['mouse', { mouse: true, told: { good: true } }],
    ['language', { language: 'fr' }],
    ['palette', { palette: 'deuter', told: { key: 'ui.told.palette', good: true } }],
    ['palette mono', { palette: 'mono' }],
    ['palette pink', { palette: 'default', told: { key: 'ui.told.no-palette', good: false } }],
    ['notes', { showsNotes: true }],
    ['only', { told: { key: 'ui.told.no-choice' } }],
    ['exclude', { requests: [{ type: 'exclude-device' }] }],
    ['undo', { told: { key: 'ui.told.no-undo' } }],
    ['quit', { mode: { type: 'leave' }, quit: null }],
  ])(':%s', (line, after) => expect(type(live, line)).toMatchObject(after));

  it('quits at once where nothing runs', () => expect(type(press(aState(), '4', 'enter'), 'quit').quit).toBe('key'));

  it('filters, sorts and groups the list', () => {
    const findings = press(live, '4');
    expect(paneOf(type(findings, 'filter sev:H bear'))).toMatchObject({ position: { filter: 'sev:H bear' } });
    expect(paneOf(type(findings, `filter ${'x'.repeat(90)}`))).toMatchObject({ position: { filter: 'x'.repeat(64) } });
    expect(type(findings, 'filter').mode).toMatchObject({ type: 'filter' });
    expect(type(press(live, '6'), 'filter x').told?.key).toBe('ui.told.no-list');
    expect(paneOf(type(findings, 'sort'))).toMatchObject({ position: { sort: 1 } });
    expect(paneOf(type(findings, 'reverse'))).toMatchObject({ position: { reversed: true } });
    expect(paneOf(type(findings, 'group'))).toMatchObject({ kind: 'rules' });
    expect(paneOf(type(findings, 'new'))).toMatchObject({ kind: 'findings' });
  });

  it('takes a name that is typed behind the word', () => {
    const typed = press(aState({}), '2', ':', ...'name Ben', 'enter');
    expect(typed.mode).toMatchObject({ type: 'prompt', purpose: { what: 'name' }, text: 'Ben' });
    expect(press(aState(), '6', ':', ...'name Ben', 'enter').told?.key).toBe('ui.told.no-device');
  });
});
