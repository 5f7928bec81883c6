import type { Party } from '../model/destination.ts';
import type { Micros } from '../model/observation.ts';

/** What a filter is asked about one row. What a row does not have is null or empty. */
export interface Filtered {
  /** Whether a word in lower case stands in what the row shows. */
  says(word: string): boolean;
  readonly device: string;
  readonly host: string;
  /** The severity's names and letter, in lower case; empty where the row has none. */
  readonly severity: readonly string[];
  /** 0 for a note to 4 for critical; null where the row has none. */
  readonly harm: number | null;
  /** 1 uncertain to 3 certain. */
  readonly confidence: number | null;
  /** A company may be the maker of one device and a stranger to another. */
  readonly parties: readonly Party[];
  /** The country's code, in lower case. */
  readonly land: string;
  /** `clear`, `mixed`, `encrypted`, `unknown` and `none`, as far as content goes. */
  readonly protection: string;
  readonly rule: string;
  /** The company, in lower case; `?` where it is not known. */
  readonly owner: string;
  readonly seen: number | null;
  readonly first: Micros | null;
  /** `new`, `reviewed` or `exception`. */
  readonly review: string;
}

export type Test = (row: Filtered) => boolean;

export interface Filter {
  readonly test: Test;
  /** The first word that means nothing; null where all do. */
  readonly fault: string | null;
}

const TERMS_MAX = 16;

/**
 * The filter that a line of words stands for. Words beside each other must all hold, `|` parts alternatives; `!` or `-` in front turns a
 * word round. A bare word is looked for in what the row shows; `name:value` (or `name>=value`) asks about one thing of it. `rule=` and
 * `owner=` want the whole of it, where `:` is content with a part.
 */
export function parseFilter(line: string): Filter {
  const words = line
    .toLowerCase()
    .split(/\s+|(?<=\|)|(?=\|)/)
    .filter((word) => word !== '' && word !== '!' && word !== '-')
    .slice(0, TERMS_MAX * 2);
  const ways: Test[][] = [[]];
  let fault: string | null = null;
  for (const word of words) {
    if (word === '|') {
      ways.push([]);
      continue;
    }
    const test = testOf(word);
    if (test === null) fault ??= word;
    else ways.at(-1)!.push(test);
  }
  // While `a |` is being typed, what comes behind the bar is not yet known: it takes nothing away.
  const meant = ways.filter((way) => way.length > 0);
  return { test: (row) => meant.length === 0 || meant.some((way) => way.every((test) => test(row))), fault };
}

function testOf(word: string): Test | null {
  if (/^[!-]/.test(word)) {
    const test = testOf(word.slice(1));
    return test === null ? null : (row) => !test(row);
  }
  const match = /^(\p{L}{2,10})(:|>=|<=|>|<|=)(.*)$/u.exec(word);
  const field = match === null ? undefined : FIELDS[FRENCH[match[1]!] ?? match[1]!];
  if (match === null || field === undefined) return (row) => row.says(word);
  return field(match[3]!, match[2]!);
}

/** The test of a field; null where the value means nothing for it. A value that is not typed yet holds for all. */
type Field = (value: string, sign: string) => Test | null;

const HARM: readonly (readonly string[])[] = [
  ['i', 'info', 'note', 'r', 'remarque'],
  ['l', 'low', 'f', 'faible'],
  ['m', 'medium', 'moyenne'],
  ['h', 'high', 'é', 'e', 'élevée', 'elevee'],
  ['c', 'critical', 'critique'],
];
const CERTAINTIES = [['uncertain', 'incertain'], ['likely', 'probable'], ['certain']]; // prettier-ignore
const PROTECTIONS = [['clear', 'clair'], ['mixed', 'partie'], ['encrypted', 'chiffré'], ['unknown', 'inconnu'], ['none', 'rien']]; // prettier-ignore
const REVIEWS = [['new', 'nouveau'], ['reviewed', 'examiné'], ['exception', 'accepted', 'accepté']]; // prettier-ignore
const PARTY_WORDS: Readonly<Record<string, Party>> = {
  ...{ first: 'first', '1st': 'first', '1': 'first', maker: 'first', fabr: 'first', fabricant: 'first' },
  ...{ support: 'support', supp: 'support', sup: 'support', '2': 'support', prest: 'support', prestataire: 'support' },
  ...{ third: 'third', '3rd': 'third', '3': 'third', other: 'third', autre: 'third', tiers: 'third' },
  ...{ unknown: 'unknown', inconnue: 'unknown', '?': 'unknown' },
};

/** The same in French, with and without accents. */
const FRENCH: Readonly<Record<string, string>> = {
  ...{
    grav: 'sev',
    app: 'dev',
    qui: 'party',
    pays: 'land',
    règle: 'rule',
    regle: 'rule',
    vu: 'seen',
    examen: 'review',
    entreprise: 'owner',
  },
  ...{ après: 'after', apres: 'after', avant: 'before' },
};

const FIELDS: Readonly<Record<string, Field>> = {
  sev: (value, sign) => {
    if (value === '') return () => true;
    if (sign === ':' || sign === '=') {
      return ({ severity }) => severity.some((name) => name === value || (value.length > 1 && name.startsWith(value)));
    }
    const bound = HARM.findIndex((names) => names.some((name) => name === value));
    return bound < 0 ? null : ({ harm }) => harm !== null && compared(harm, sign, bound);
  },
  conf: (value, sign) => {
    if (value === '') return () => true;
    const named = CERTAINTIES.findIndex((names) => names.some((name) => name.startsWith(value))) + 1;
    const bound = /^[123]$/.test(value) ? Number(value) : named;
    return bound === 0 ? null : ({ confidence }) => confidence !== null && compared(confidence, sign, bound);
  },
  dev: (value) => (row) => row.device.includes(value),
  host: (value) => (row) => holds(row.host, value),
  party: (value) => {
    if (value === '') return () => true;
    const wanted = PARTY_WORDS[value] ?? null;
    return wanted === null ? null : ({ parties }) => parties.includes(wanted);
  },
  land: (value) => (row) => value === '' || row.land === value,
  enc: (value) => {
    const wanted = PROTECTIONS.find((names) => names.some((name) => name.startsWith(value)))?.[0];
    return wanted === undefined ? null : ({ protection }) => value === '' || protection === wanted;
  },
  rule: (value, sign) => (row) => row.rule !== '' && named(row.rule, value, sign),
  owner: (value, sign) => (row) => row.owner !== '' && named(row.owner, value, sign),
  seen: (value, sign) => {
    if (value === '') return () => true;
    return /^\d{1,9}$/.test(value) ? ({ seen }) => seen !== null && compared(seen, sign, Number(value)) : null;
  },
  after: (value) => clockTest(value, (first, bound) => first >= bound),
  before: (value) => clockTest(value, (first, bound) => first < bound),
  review: (value) => {
    const wanted = REVIEWS.find((names) => names.some((name) => name.startsWith(value)))?.[0];
    return wanted === undefined ? null : ({ review }) => value === '' || review === wanted;
  },
};

function compared(value: number, sign: string, bound: number): boolean {
  switch (sign) {
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    default:
      return value === bound;
  }
}

const DAY = 86_400;

/** A time of day in UTC, as the screens show it. */
function clockTest(value: string, holdsFor: (first: number, bound: number) => boolean): Test | null {
  const match = /^(\d{1,2})(?::(\d{0,2}))?(?::(\d{0,2}))?$/.exec(value);
  if (value === '') return () => true;
  if (match === null) return null;
  const bound = Number(match[1]) * 3_600 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  return ({ first }) => first !== null && holdsFor(Math.floor(first / 1e6) % DAY, bound);
}

/** `:` finds a part of a name, `=` only the whole of it. */
function named(text: string, value: string, sign: string): boolean {
  return sign === '=' && value !== '' && !value.includes('*') ? text === value : holds(text, value);
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
