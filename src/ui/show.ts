import { countryName } from '../language/countries.ts';
import { formatDuration, formatMoment, formatOctets, formatShare } from '../language/format.ts';
import { formatInteger, isMessageKey, message, type MessageKey, type Parameters } from '../language/message.ts';
import { safeText, type SafeText } from '../language/safe-text.ts';
import type { Micros } from '../model/observation.ts';
import type { Language, Text } from '../model/text.ts';
import { ASCII_GLYPHS, PLAIN_GLYPHS, UNICODE_GLYPHS, type Glyphs } from './glyphs.ts';

/** Cells after which a text of a rule is cut: rules are the user's own, but a mistake must not fill the screen for ever. */
const RULE_TEXT_MAX = 2_000;

/** How things are put into words on the screens: the one way from values to text. */
export interface Show {
  readonly language: Language;
  readonly glyphs: Glyphs;
  say(key: MessageKey, parameters?: Parameters): SafeText;
  /** The text of a code that comes from elsewhere; the code itself where the catalogue has none. */
  code(prefix: string, code: string, parameters?: Parameters): SafeText;
  /** A string from the network, a file name, a table. */
  foreign(text: string): SafeText;
  text(text: Text): SafeText;
  /** What was put into words elsewhere. */
  worded(text: SafeText): SafeText;
  /** The name of a country by its ISO 3166-1 code. */
  country(code: string): SafeText;
  integer(value: number): SafeText;
  octets(octets: number): SafeText;
  /** Octets per second; a dash for none. */
  rate(octetsPerSecond: number): SafeText;
  share(part: number, whole: number): SafeText;
  moment(at: Micros): SafeText;
  /** The time of day alone, in UTC. */
  clock(at: Micros): SafeText;
  duration(micros: Micros): SafeText;
}

/** The way of putting things into words in one language; with `ascii`, in nothing but ASCII; with `plain`, without any sign that is drawn. */
export function makeShow(language: Language, ascii: boolean, plain = false): Show {
  const end = ascii ? asciiOnly : (text: SafeText): SafeText => text;
  const say = (key: MessageKey, parameters: Parameters = {}): SafeText => end(message(language, key, parameters));
  return {
    language,
    glyphs: plain ? PLAIN_GLYPHS : ascii ? ASCII_GLYPHS : UNICODE_GLYPHS,
    say,
    code: (prefix, code, parameters = {}) =>
      isMessageKey(prefix + code) ? say((prefix + code) as MessageKey, parameters) : end(safeText(code)),
    foreign: (text) => end(safeText(text)),
    text: (text) => end(safeText(text[language].replace(/[ \t\r\n]+/g, ' ').trim(), RULE_TEXT_MAX)),
    worded: end,
    country: (code) => end(safeText(countryName(language, code) ?? code)),
    integer: (value) => end(formatInteger(language, value) as SafeText),
    octets: (octets) => end(formatOctets(language, octets)),
    rate: (octetsPerSecond) =>
      octetsPerSecond <= 0 ? say('ui.none') : say('ui.rate', { octets: formatOctets(language, octetsPerSecond) }),
    share: (part, whole) => end(formatShare(language, part, whole)),
    moment: (at) => end(formatMoment(at)),
    clock: clockText,
    duration: (micros) => end(formatDuration(language, micros)),
  };
}

/** The time of day of a moment, in UTC. */
export function clockText(at: Micros): SafeText {
  return formatMoment(at).slice(11, 19) as SafeText;
}

// prettier-ignore
const REPLACEMENTS: Readonly<Record<string, string>> = {
  '’': "'", '‘': "'", '“': '"', '”': '"', '«': '"', '»': '"', '…': '...', '–': '-', '—': '-', '→': '->', '←': '<-', '›': '>', '·': '-', '×': 'x',
  '≥': '>=', '≤': '<=', 'œ': 'oe', 'Œ': 'OE', 'æ': 'ae', 'ß': 'ss', 'ø': 'o', '°': 'o', '№': 'no', '\u00a0': ' ', '\u202f': ' ',
};

/** Letters lose their accents, signs become their nearest ASCII ones, anything else a question mark. */
function asciiOnly(text: SafeText): SafeText {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  let plain = '';
  for (const character of text.normalize('NFD').replace(/\p{M}/gu, '')) {
    plain += /^[\x20-\x7e]$/.test(character) ? character : (REPLACEMENTS[character] ?? '?');
  }
  return plain as SafeText;
}
