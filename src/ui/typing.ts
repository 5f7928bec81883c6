import type { Key } from './keys.ts';

/** A line after a key: a character more, one less, or none; never longer than `max` characters. */
export function typed(text: string, key: Key, max: number): string {
  if (key.name === 'backspace') return [...text].slice(0, -1).join('');
  if (key.name === 'ctrl-u') return '';
  return key.name === 'character' && [...text].length < max ? text + key.character : text;
}
