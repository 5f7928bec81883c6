import type { Micros } from '../model/observation.ts';
import type { Language } from '../model/text.ts';
import { formatInteger, message, type MessageKey } from './message.ts';
import type { SafeText } from './safe-text.ts';

const UNITS = ['octets.b', 'octets.kb', 'octets.mb', 'octets.gb', 'octets.tb'] as const satisfies readonly MessageKey[];
const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** Octets in steps of 1,000, with three digits: `1.23 MB`, in French `1,23 Mo`. Independent of the system's locale data. */
export function formatOctets(language: Language, octets: number): SafeText {
  let value = octets;
  let unit = 0;
  while (roundsTo1000(value, unit) && unit < UNITS.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return message(language, UNITS[unit]!, { value: unit === 0 ? formatInteger(language, value) : formatDecimal(language, value) });
}

/** 999.6 kB would be written `1,000 kB`: it is 1.00 MB. */
function roundsTo1000(value: number, unit: number): boolean {
  return unit === 0 ? value >= 1_000 : Math.round(value) >= 1_000;
}

/** Three significant digits. */
function formatDecimal(language: Language, value: number): string {
  if (value >= 99.95) return formatInteger(language, Math.round(value));
  const text = value.toFixed(value >= 9.995 ? 1 : 2);
  return language === 'fr' ? text.replace('.', ',') : text;
}

/** A stretch of time in at most two units: `12 min 31 s`, `2 h 5 min`, `340 ms`. */
export function formatDuration(language: Language, micros: Micros): SafeText {
  const part = (key: 'ms' | 's' | 'min' | 'h', value: number): string => message(language, `duration.${key}`, { value });
  const seconds = Math.floor(micros / 1e6);
  if (seconds < 1) return part('ms', Math.floor(micros / 1e3)) as SafeText;
  if (seconds < MINUTE) return part('s', seconds) as SafeText;
  const [large, small] = ((): readonly [string, string] => {
    if (seconds < HOUR) return [part('min', Math.floor(seconds / MINUTE)), part('s', seconds % MINUTE)];
    if (seconds < DAY) return [part('h', Math.floor(seconds / HOUR)), part('min', Math.floor((seconds % HOUR) / MINUTE))];
    return [message(language, 'duration.d', { count: Math.floor(seconds / DAY) }), part('h', Math.floor((seconds % DAY) / HOUR))];
  })();
  return `${large} ${small}` as SafeText;
}

/** A moment in UTC, always with its zone: `2023-11-14 22:13:19 UTC`; `precise` adds the microseconds. The same on every machine. */
export function formatMoment(micros: Micros, precise = false): SafeText {
  const iso = new Date(Math.floor(micros / 1e3)).toISOString();
  const fraction = precise ? `.${String(micros % 1e6).padStart(6, '0')}` : '';
  return `${iso.slice(0, -14)}\u00a0${iso.slice(-13, -5)}${fraction}\u00a0UTC` as SafeText;
}

/**
 * A share of a whole: `96.4 %`. What is not all never reads as 100 %, what is not nothing never as 0 %; of nothing, 0 %.
 */
export function formatShare(language: Language, part: number, whole: number): SafeText {
  const tenths = whole <= 0 ? 0 : Math.round((part / whole) * 1_000);
  const bounded = part <= 0 || whole <= 0 ? 0 : part >= whole ? 1_000 : Math.min(999, Math.max(1, tenths));
  const text = bounded % 10 === 0 ? String(bounded / 10) : (bounded / 10).toFixed(1);
  return message(language, 'percent', { value: language === 'fr' ? text.replace('.', ',') : text });
}

/** Several things that each may hold commas: `a; b`, in French with a space before the semicolon. */
export function joinParts(language: Language, parts: readonly string[]): SafeText {
  return parts.join(language === 'fr' ? ' ; ' : '; ') as SafeText;
}

/** `label: text`, in French with a space before the colon, at which no line is broken. */
export function labelled(language: Language, label: SafeText, text: SafeText): SafeText {
  return `${label}${language === 'fr' ? ' :' : ':'} ${text}` as SafeText;
}
