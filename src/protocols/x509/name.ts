import type { DerWalker } from './der.ts';
import { TAG, objectIdentifier, stringText } from './der.ts';
import { ATTRIBUTES } from './identifiers.ts';

const ATTRIBUTES_MAX = 64;

/**
 * A distinguished name in the text form of RFC 4514: most specific part first, `,` between parts, `+` within one.
 * `walker` stands on the SEQUENCE of the name. Null where its structure is not sound.
 */
export function distinguishedName(walker: DerWalker): string | null {
  const parts: string[] = [];
  const sets = walker.inside();
  while (sets.at < sets.limit) {
    if (!sets.expect(TAG.set) || parts.length >= ATTRIBUTES_MAX) return null;
    const part = relativeName(sets.inside());
    if (part === null) return null;
    parts.push(part);
  }
  return parts.reverse().join(',');
}

/** One RelativeDistinguishedName: nearly always a single attribute. */
function relativeName(pairs: DerWalker): string | null {
  const texts: string[] = [];
  while (pairs.at < pairs.limit) {
    if (!pairs.expect(TAG.sequence) || texts.length >= ATTRIBUTES_MAX) return null;
    const pair = pairs.inside();
    if (!pair.expect(TAG.objectIdentifier)) return null;
    const type = objectIdentifier(pair.buffer, pair.start, pair.end);
    if (type === null || !pair.next()) return null;
    const text = stringText(pair.buffer, pair.tag, pair.start, pair.end);
    texts.push(`${ATTRIBUTES[type] ?? type}=${text === null ? `#${pair.buffer.hexSlice(pair.from, pair.end)}` : escapeValue(text)}`);
  }
  return texts.join('+');
}

/** Escapes what has a meaning of its own in a name (RFC 4514, section 2.4). */
export function escapeValue(text: string): string {
  if (isPlain(text)) return text;
  return text
    .replace(/[\\"+,;<>]/g, '\\$&')
    .replace(/\0/g, '\\00')
    .replace(/(?<=.) $/, '\\ ')
    .replace(/^[ #]/, '\\$&');
}

/** Nearly all values have nothing to escape: neither a character with a meaning, nor a blank or `#` at an end. */
function isPlain(text: string): boolean {
  return !/[\\"+,;<>\0]/.test(text) && !text.startsWith(' ') && !text.startsWith('#') && !text.endsWith(' ');
}
