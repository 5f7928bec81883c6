const NARROW = '\u202f';
const NO_BREAK = '\u00a0';

/**
 * Puts the no-break spaces that French typography asks for in the place of ordinary ones: narrow before `;` `!` `?` and inside « »,
 * full before `:` and `%`.
 */
export function frenchSpaces(text: string): string {
  return text
    .replace(/ ([;!?])/g, `${NARROW}$1`)
    .replace(/ ([:%])/g, `${NO_BREAK}$1`)
    .replace(/« /g, `«${NARROW}`)
    .replace(/ »/g, `${NARROW}»`);
}
