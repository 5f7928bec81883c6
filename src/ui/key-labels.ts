import type { MessageKey } from '../language/message.ts';
import type { SafeText } from '../language/safe-text.ts';
import type { Action } from './actions.ts';
import type { KeyMap } from './key-map.ts';
import type { Show } from './show.ts';

/** Keys whose name differs between languages. */
const SAID: Readonly<Record<string, MessageKey>> = {
  ...{ escape: 'ui.keys.escape', space: 'ui.keys.space', home: 'ui.keys.home', end: 'ui.keys.end', backspace: 'ui.keys.backspace' },
  ...{ 'page-up': 'ui.keys.page-up', 'page-down': 'ui.keys.page-down', 'back-tab': 'ui.keys.back-tab', insert: 'ui.keys.insert' },
  ...{
    delete: 'ui.keys.delete',
    up: 'ui.keys.up',
    down: 'ui.keys.down',
    left: 'ui.keys.left',
    right: 'ui.keys.right',
    enter: 'ui.keys.enter',
  },
};

/** A key as it is called on the screens. */
export function keyLabel(name: string, { say, glyphs, foreign }: Show): SafeText {
  const drawn = glyphs.keys[name];
  if (drawn !== undefined) return drawn;
  const said = SAID[name];
  if (said !== undefined) return say(said);
  if (/^.$/u.test(name)) return foreign(name);
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()) as SafeText;
}

/** The key that one would press for something; null where there is none. */
export function firstKey(keys: KeyMap, action: Action, show: Show): SafeText | null {
  const [name] = keys.keysOf(action);
  return name === undefined ? null : keyLabel(name, show);
}

/** The first keys of several actions side by side: drawn ones without a space between them. Null where one of them has none. */
export function firstKeys(keys: KeyMap, actions: readonly Action[], show: Show): SafeText | null {
  const names = actions.map((action) => keys.keysOf(action)[0]);
  if (names.some((name) => name === undefined)) return null;
  return beside(names as readonly string[], show);
}

/** Every key of some actions: the first of each, then the second of each, and so on. */
export function allKeys(keys: KeyMap, actions: readonly Action[], show: Show): SafeText {
  const lists = actions.map((action) => keys.keysOf(action));
  const most = Math.max(...lists.map(({ length }) => length));
  const turns = Array.from({ length: most }, (_, i) => lists.flatMap((names) => names[i] ?? []));
  return turns.map((names) => beside(names, show)).join('  ') as SafeText;
}

function beside(names: readonly string[], show: Show): SafeText {
  const arrows = names.every((name) => /^(?:up|down|left|right)$/.test(name) && show.glyphs.keys[name] !== undefined);
  return names.map((name) => keyLabel(name, show)).join(arrows ? '' : ' ') as SafeText;
}

/** Actions whose keys texts speak of, by the name of their placeholder. */
const SPOKEN = [
  'hide',
  'wireshark',
  'new',
  'back',
  'quit',
  'open',
  'freeze',
  'help',
  'notes',
  'exclude',
  'device',
  'name',
  'review',
] as const satisfies readonly Action[];

/** The keys that texts speak of, as their parameters. */
export function keyWords(keys: KeyMap, show: Show): Readonly<Record<(typeof SPOKEN)[number], SafeText>> {
  const words = SPOKEN.map((action) => [action, firstKey(keys, action, show) ?? show.say('ui.none')] as const);
  return Object.fromEntries(words) as Record<(typeof SPOKEN)[number], SafeText>;
}
