import type { Language } from '../model/text.ts';
import { isMessageKey, message } from './message.ts';
import { safeText, type SafeText } from './safe-text.ts';

/**
 * A condition of a rule in the reader's words: `body_octets at_least 1 (177)` becomes `body_octets is at least 1 (177)`.
 * The names of fields stay as rules and `decode` write them. `max` bounds the foreign text, in characters.
 */
export function reasonText(language: Language, reason: string, max: number): SafeText {
  const [, field, operator, rest] = /^(\S+) ([a-z_]+) (.*)$/s.exec(reason) ?? [];
  const key = `operator.${operator}`;
  if (field === undefined || rest === undefined || !isMessageKey(key)) return safeText(reason, max);
  return `${safeText(field, max)} ${message(language, key)} ${safeText(rest, max)}` as SafeText;
}
