/** What a filter is asked about one row. */
export interface Filtered {
  /** Everything that the row shows, in lower case. */
  readonly text: string;
  readonly device: string;
  readonly host: string;
  /** The severity's names and letter, in lower case; empty where the row has none. */
  readonly severity: readonly string[];
}

export type Filter = (row: Filtered) => boolean;

const TERMS_MAX = 16;

/**
 * The filter that a line of words stands for. All words must hold: a word is looked for in what the row shows, `sev:` names a severity,
 * `dev:` a device, `host:` a destination (`*` stands for anything), and `!` in front turns a word round.
 */
export function parseFilter(line: string): Filter {
  const tests = line
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '' && word !== '!')
    .slice(0, TERMS_MAX)
    .map(testOf);
  return (row) => tests.every((test) => test(row));
}

function testOf(word: string): Filter {
  if (word.startsWith('!')) {
    const test = testOf(word.slice(1));
    return (row) => !test(row);
  }
  const colon = word.indexOf(':');
  const value = word.slice(colon + 1);
  switch (word.slice(0, Math.max(0, colon))) {
    case 'sev':
      return ({ severity }) => value === '' || severity.some((name) => name === value || (value.length > 1 && name.startsWith(value)));
    case 'dev':
      return ({ device }) => device.includes(value);
    case 'host':
      return ({ host }) => holds(host, value);
    default:
      return ({ text }) => text.includes(word);
  }
}

/** The parts between the asterisks occur one after the other. Linear, whatever the pattern. */
function holds(text: string, pattern: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return text.includes(pattern);
  let at = 0;
  for (const [i, part] of parts.entries()) {
    const last = i === parts.length - 1;
    const found = last && part !== '' ? text.lastIndexOf(part) : text.indexOf(part, at);
    if (found < at || (i === 0 && found !== 0) || (last && part !== '' && found + part.length !== text.length)) return false;
    at = found + part.length;
  }
  return true;
}
