import { nearestName } from '../model/nearest-name.ts';
import type { Language } from '../model/text.ts';
import { COMMANDS, type Command } from './commands.ts';
import type { Key } from './keys.ts';
import { BROWSING, LINE_MAX } from './mode.ts';
import type { UiState } from './state.ts';
import { typed } from './typing.ts';

/** The state after a key while a command is typed. */
export function reduceCommand(state: UiState, key: Key, text: string): UiState {
  if (key.name === 'escape' || (key.name === 'backspace' && text === '')) return { ...state, mode: BROWSING };
  if (key.name === 'enter') return run(state, text);
  const next = key.name === 'tab' ? completed(text, state.language) : typed(text, key, LINE_MAX);
  return next === text ? state : { ...state, mode: { type: 'command', text: next, wrong: false } };
}

function run(state: UiState, line: string): UiState {
  const text = line.trim();
  if (text === '') return { ...state, mode: BROWSING };
  const word = firstWord(text);
  const command = commandOf(word);
  if (command === null) return { ...state, mode: { type: 'command', text: line, wrong: true } };
  return command.run({ ...state, mode: BROWSING }, text.slice(word.length).trim());
}

function firstWord(line: string): string {
  return /^\S*/u.exec(line)![0];
}

/** By its word in either language, with or without accents and capitals. */
function commandOf(word: string): Command | null {
  const wanted = folded(word);
  return COMMANDS.find(({ words }) => words.en === wanted || words.fr === wanted) ?? null;
}

function folded(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words that begin as the line does, in the language of the screens; none once the first word is finished. */
export function candidates(line: string, language: Language): readonly string[] {
  if (/\s/u.test(line)) return [];
  const start = folded(line);
  return COMMANDS.map(({ words }) => words[language]).filter((word) => word.startsWith(start));
}

/** Tab: as much of the word as is certain, and a space behind it once it is whole. */
function completed(line: string, language: Language): string {
  const words = candidates(line, language);
  const [first] = words;
  if (first === undefined) return line;
  if (words.length === 1) return `${first} `;
  let length = line.length;
  while (length < first.length && words.every((word) => word[length] === first[length])) length += 1;
  return first.slice(0, length);
}

/** What was probably meant by a word that is no command; null where nothing is like it. */
export function meant(line: string, language: Language): string | null {
  const words = COMMANDS.map(({ words: { [language]: word } }) => word);
  return nearestName(folded(firstWord(line.trim())), words);
}
