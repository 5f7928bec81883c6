import type { Text } from '../model/text.ts';

/** What the YAML reader finds fault with, by its own words, in ours. */
const REASONS: Readonly<Record<string, Text>> = {
  'a line break is expected': { en: 'the line should end here', fr: 'la ligne devrait s’arrêter ici' },
  'a whitespace character is expected after the key-value separator within a block mapping': {
    en: 'a space is missing after the colon',
    fr: 'il manque une espace après les deux-points',
  },
  'bad indentation of a mapping entry': {
    en: 'this line is not indented as its neighbours are',
    fr: 'le retrait de cette ligne n’est pas celui de ses voisines',
  },
  'bad indentation of a sequence entry': {
    en: 'this line is not indented as its neighbours are',
    fr: 'le retrait de cette ligne n’est pas celui de ses voisines',
  },
  'deficient indentation': { en: 'this line is indented too little', fr: 'le retrait de cette ligne est trop petit' },
  'tab characters must not be used in indentation': {
    en: 'lines are indented with spaces, not with tabs',
    fr: 'le retrait se fait avec des espaces, pas avec des tabulations',
  },
  'can not read a block mapping entry; a multiline key may not be an implicit key': {
    en: 'a colon is missing after the key, or a quotation mark at its end',
    fr: 'il manque les deux-points après la clé, ou un guillemet à sa fin',
  },
  'end of the stream or a document separator is expected': { en: 'nothing should follow here', fr: 'rien ne devrait suivre ici' },
  'directives end mark is expected': { en: 'nothing should follow here', fr: 'rien ne devrait suivre ici' },
  'missed comma between flow collection entries': {
    en: 'a comma is missing between two entries',
    fr: 'il manque une virgule entre deux éléments',
  },
  'unexpected end of the stream within a flow collection': {
    en: 'a bracket is not closed',
    fr: 'un crochet ou une accolade n’est pas fermé',
  },
  'unknown escape sequence': {
    en: 'in double quotes, no such character may follow a backslash',
    fr: 'entre guillemets doubles, ce caractère ne peut pas suivre une barre oblique inverse',
  },
  'expected hexadecimal character': {
    en: 'hexadecimal digits are missing after the backslash',
    fr: 'il manque des chiffres hexadécimaux après la barre oblique inverse',
  },
  'the stream contains non-printable characters': {
    en: 'the file holds characters that cannot be printed',
    fr: 'le fichier contient des caractères non imprimables',
  },
};

const PATTERNS: readonly (readonly [RegExp, Text])[] = [
  [/ within a (?:double|single) quoted scalar$/, { en: 'a quotation mark is not closed', fr: 'un guillemet n’est pas fermé' }],
  [/^nesting exceeded/, { en: 'lists and maps are nested too deeply', fr: 'les listes et les tables sont trop imbriquées' }],
  [
    /\btag\b|directive|YAML version/i,
    { en: 'tags and directives are not allowed', fr: 'les étiquettes et les directives ne sont pas permises' },
  ],
  [/\banchor\b|\balias\b/, { en: 'anchors and aliases are not allowed', fr: 'les ancres et les alias ne sont pas permis' }],
  [
    /^repeat of|indentation width/,
    { en: 'the head of a text of several lines is not valid', fr: 'l’en-tête d’un texte de plusieurs lignes n’est pas valable' },
  ],
];

const OTHERWISE: Text = { en: 'this cannot be read', fr: 'ceci ne peut pas être lu' };

/** Why a text is no YAML, in both languages; `reason` is what the reader of YAML says, in English. */
export function yamlReason(reason: string): Text {
  const known = Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
  return known ?? PATTERNS.find(([pattern]) => pattern.test(reason))?.[1] ?? OTHERWISE;
}
