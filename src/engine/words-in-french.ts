/** What a value can be, as problems in rule files name it. Names and values of rule files are the same in both languages. */
const TYPES: Readonly<Record<string, string>> = {
  mapping: 'une table',
  'a mapping': 'une table',
  list: 'une liste',
  'a list': 'une liste',
  string: 'un texte',
  number: 'un nombre',
  integer: 'un nombre entier',
  boolean: 'true ou false',
  scalar: 'une valeur simple',
  null: 'rien',
  record: 'une table',
  'list; contains: for one element': 'une liste ; contains: pour un seul élément',
  'lower-case-words': 'des-mots-en-minuscules',
  'RE2 pattern': 'un motif RE2',
};
const RANGE = /^(number|integer) (\S+)\.\.(\S+)$/;

/** The type that was expected or found, in French; names and values stay as they are. */
export function typeInFrench(type: string): string {
  const [, kind, least, most] = RANGE.exec(type) ?? [];
  if (kind !== undefined) return `${TYPES[kind]} de ${least} à ${most}`;
  return Object.hasOwn(TYPES, type) ? TYPES[type]! : type;
}

/** Why a pattern is refused: the beginnings of what RE2 says, and of what our own bounds say. */
const FLAWS: readonly (readonly [RegExp, string])[] = [
  [/^longer than (\d+) characters$/, 'il dépasse $1 caractères'],
  [/^more than (\d+) instructions$/, 'il demande plus de $1 instructions'],
  [/^missing closing ([)\]])/, 'il manque la fin, « $1 »'],
  [/^unexpected \)/, 'une parenthèse fermante est de trop'],
  [/^trailing backslash/, 'il finit par une barre oblique inverse'],
  [/^invalid escape sequence/, 'une barre oblique inverse est suivie d’un caractère qu’elle n’admet pas'],
  [/^missing argument to repetition operator/, 'il n’y a rien à répéter'],
  [/^invalid (?:nested repetition operator|repeat count|repeat)/, 'une répétition n’est pas valable'],
  [/^invalid (?:character class|char)/, 'un ensemble de caractères entre crochets n’est pas valable'],
  [/^invalid (?:named capture|or unsupported Perl syntax)|^duplicate capture/, 'une parenthèse de cette sorte n’est pas prise en charge'],
  [/^expression (?:nests too deeply|too large)/, 'il est trop grand ou trop imbriqué'],
];

/** The same flaw of a pattern in French. */
export function flawInFrench(flaw: string): string {
  for (const [pattern, french] of FLAWS) {
    const found = pattern.exec(flaw);
    if (found !== null) return french.replace('$1', found[1] ?? '');
  }
  return 'il n’est pas valable';
}
