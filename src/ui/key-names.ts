import { CONTROL_LETTERS, PLAIN_KEYS, type Key } from './keys.ts';

/** Every key that has a name: those that write nothing, and the space bar. Others go by the character that they write. */
export const KEY_NAMES: readonly string[] = [...PLAIN_KEYS, 'space', ...CONTROL_LETTERS.map((letter) => `ctrl-${letter}`)];

/** Other names that keys go by on keyboards and in other programs. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ...{ esc: 'escape', return: 'enter', del: 'delete', ins: 'insert', 'shift-tab': 'back-tab', backtab: 'back-tab' },
  ...{ pgup: 'page-up', pageup: 'page-up', pgdn: 'page-down', pgdown: 'page-down', pagedown: 'page-down', ' ': 'space' },
};

/** The name of a key; null for the mouse, and for what was pasted. */
export function keyName(key: Key): string | null {
  if (key.name === 'mouse' || key.name === 'paste') return null;
  if (key.name !== 'character') return key.name;
  return key.character === ' ' ? 'space' : key.character;
}

/** The key that a text stands for: its name in any case (`F1`, `Ctrl-D`, `PgUp`), or the character that it writes. Null for none. */
export function readKeyName(text: string): string | null {
  const lower = text.toLowerCase().replace(/[\s_+]+(?=.)/gu, '-');
  const name = OTHER_NAMES[text] ?? OTHER_NAMES[lower] ?? lower;
  if (KEY_NAMES.includes(name)) return name;
  return [...text].length === 1 && /^[^\p{C}\p{Z}\p{M}]$/u.test(text) ? text : null;
}
