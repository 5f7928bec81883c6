import type { Language } from '../model/text.ts';
import { askMark, askName, askPhase, askValue, exclude, prompt, request, save, tell, undo } from './asks.ts';
import { toggleHiding } from './hiding.ts';
import { FILTER_MAX, LINE_MAX } from './mode.ts';
import { nextSort, reverseSort, takeNew } from './moves.ts';
import { chooseColumns, chooseDevice, freeze, quit, startFilter, toggleGroups, toggleNotes, toScreen, turnLanguage } from './places.ts';
import { PALETTE_NAMES, type Palette } from './paint.ts';
import * as states from './state.ts';
import { SCREENS, type Screen, type UiState } from './state.ts';

/** What can be typed behind `:`. */
export interface Command {
  /** In one word, without accents. The words of both languages are taken in either. */
  readonly words: Readonly<Record<Language, string>>;
  /** The state after it; `text` is what stands behind the word. */
  run(state: UiState, text: string): UiState;
}

const SCREEN_WORDS: Readonly<Record<Screen, Command['words']>> = {
  dashboard: { en: 'live', fr: 'direct' },
  devices: { en: 'devices', fr: 'appareils' },
  destinations: { en: 'destinations', fr: 'destinations' },
  findings: { en: 'findings', fr: 'constats' },
  timeline: { en: 'timeline', fr: 'chronologie' },
  coverage: { en: 'gaps', fr: 'lacunes' },
  help: { en: 'help', fr: 'aide' },
};

/** Every command: the screens in their order, then what keys do too. */
export const COMMANDS: readonly Command[] = [
  ...SCREENS.map((screen): Command => ({ words: SCREEN_WORDS[screen], run: (state) => toScreen(state, screen) })),
  { words: { en: 'filter', fr: 'filtre' }, run: filter },
  { words: { en: 'sort', fr: 'tri' }, run: nextSort },
  { words: { en: 'reverse', fr: 'inverse' }, run: reverseSort },
  { words: { en: 'new', fr: 'nouveau' }, run: takeNew },
  { words: { en: 'group', fr: 'groupe' }, run: toggleGroups },
  { words: { en: 'columns', fr: 'colonnes' }, run: chooseColumns },
  { words: { en: 'notes', fr: 'remarques' }, run: toggleNotes },
  { words: { en: 'only', fr: 'seul' }, run: chooseDevice },
  { words: { en: 'mark', fr: 'marque' }, run: (state, text) => (text === '' ? askMark(state) : request(state, { type: 'mark', text })) },
  { words: { en: 'phase', fr: 'phase' }, run: phase },
  { words: { en: 'name', fr: 'nom' }, run: name },
  { words: { en: 'exclude', fr: 'exclure' }, run: exclude },
  { words: { en: 'undo', fr: 'annuler' }, run: undo },
  { words: { en: 'save', fr: 'enregistrer' }, run: save },
  { words: { en: 'copy', fr: 'copier' }, run: (state) => askValue(state, 'copy') },
  { words: { en: 'wireshark', fr: 'wireshark' }, run: (state) => askValue(state, 'wireshark') },
  { words: { en: 'hide', fr: 'cacher' }, run: toggleHiding },
  { words: { en: 'freeze', fr: 'figer' }, run: freeze },
  { words: { en: 'mouse', fr: 'souris' }, run: mouse },
  { words: { en: 'palette', fr: 'palette' }, run: palette },
  { words: { en: 'language', fr: 'langue' }, run: turnLanguage },
  { words: { en: 'quit', fr: 'quitter' }, run: quit },
];

/** Takes a filter whole; without one, it is asked for. */
function filter(state: UiState, text: string): UiState {
  const pane = states.paneOf(state);
  if (pane.type !== 'list') return tell(state, 'ui.told.no-list');
  if (text === '') return startFilter(state);
  return states.withPosition(state, states.unordered(pane.position, { filter: text.slice(0, FILTER_MAX), top: 0 }));
}

/** With a name: begins a phase. Without: ends the one under way, or asks for a name. */
function phase(state: UiState, text: string): UiState {
  return text === '' ? askPhase(state) : request(state, { type: 'phase-start', name: text });
}

/** Asks for the name; one that was typed already stands there. */
function name(state: UiState, text: string): UiState {
  const asked = askName(state);
  return text === '' || asked.mode.type !== 'prompt' ? asked : prompt(asked, asked.mode.purpose, text.slice(0, LINE_MAX));
}

function mouse(state: UiState): UiState {
  return tell({ ...state, mouse: !state.mouse }, state.mouse ? 'ui.told.mouse-off' : 'ui.told.mouse-on', {}, true);
}

/** The palette that is named, or the one after the present one. */
function palette(state: UiState, text: string): UiState {
  const at = PALETTE_NAMES.indexOf(text === '' ? state.palette : (text as Palette));
  if (at < 0) return tell(state, 'ui.told.no-palette', { names: PALETTE_NAMES.join(', ') });
  const chosen = PALETTE_NAMES[text === '' ? (at + 1) % PALETTE_NAMES.length : at]!;
  return tell({ ...state, palette: chosen }, 'ui.told.palette', { palette: chosen }, true);
}
