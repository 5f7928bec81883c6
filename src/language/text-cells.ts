import stringWidth from 'string-width';

/** Characters of one cell each, alone and beside each other: Latin, punctuation, arrows, lines and shapes. Nearly every text is of these. */
const NARROW =
  /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f-\u205e\u2190-\u2193\u23ce\u2500-\u25ab\u25b2-\u25b5\u25bc-\u25bf\u25c6-\u25cf]*$/;

/** True where each character takes one cell: such a text may be cut anywhere. */
export function isNarrow(text: string): boolean {
  return NARROW.test(text);
}

/** How many cells of a terminal a text takes: wide characters take two, marks none. */
export function cellsOf(text: string): number {
  return isNarrow(text) ? text.length : stringWidth(text);
}
