import type { Key } from './keys.ts';

/** A line after a key: a character more, what was pasted (as one line), one less, or none; never longer than `max` characters. */
export function typed(text: string, key: Key, max: number): string {
  if (key.name === 'backspace') return [...text].slice(0, -1).join('');
  if (key.name === 'ctrl-u') return '';
  if (key.name === 'paste')
    return [...text, ...key.text.replace(/\p{Cc}+/gu, ' ').trim()].slice(0, Math.max(max, [...text].length)).join('');
  return key.name === 'character' && [...text].length < max ? text + key.character : text;
}
