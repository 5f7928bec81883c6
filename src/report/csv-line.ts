import { safeText, type SafeText } from '../language/safe-text.ts';

const CELL_MAX = 4_096;
/** What a spreadsheet may take for the beginning of a formula, also in full width; also behind white space. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

/** One row of a table (RFC 4180), without its newline. Texts that a spreadsheet could take for a formula begin with an apostrophe. */
export function csvLine(cells: readonly (string | number)[]): SafeText {
  return cells.map(cellText).join(',') as SafeText;
}

function cellText(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = safeText(value.replace(/[ \t\r\n]+/g, ' '), CELL_MAX);
  const guarded = FORMULA.test(safe) ? `'${safe}` : safe;
  return /[",\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
