import type { Language } from '../model/text.ts';
import { captureEn } from './capture-en.ts';
import { captureFr } from './capture-fr.ts';
import { cliEn } from './cli-en.ts';
import { cliFr } from './cli-fr.ts';
import { doctorEn } from './doctor-en.ts';
import { doctorFr } from './doctor-fr.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { frenchSpaces } from './french-spaces.ts';
import { hotspotEn } from './hotspot-en.ts';
import { hotspotFr } from './hotspot-fr.ts';
import { liveEn } from './live-en.ts';
import { liveFr } from './live-fr.ts';
import { noticesEn } from './notices-en.ts';
import { noticesFr } from './notices-fr.ts';
import { reportEn } from './report-en.ts';
import { reportFr } from './report-fr.ts';
import { safeText, type SafeText } from './safe-text.ts';
import { uiActionsEn } from './ui-actions-en.ts';
import { uiEn } from './ui-en.ts';
import { uiHelpEn } from './ui-help-en.ts';
import { uiHelpFr } from './ui-help-fr.ts';
import { uiActionsFr } from './ui-actions-fr.ts';
import { uiFr } from './ui-fr.ts';

/** A text with `{name}` placeholders, or one per plural form of `{count}`. */
export type Template = string | { readonly one: string; readonly other: string };

type Catalogue = Readonly<Record<string, Template>>;

/** In parts, which are asked one after the other: one large object of them all would take longer to make than most commands ask of it. */
const CATALOGUES = {
  en: [en, noticesEn, captureEn, reportEn, cliEn, liveEn, uiEn, uiActionsEn, uiHelpEn, doctorEn, hotspotEn],
  fr: [fr, noticesFr, captureFr, reportFr, cliFr, liveFr, uiFr, uiActionsFr, uiHelpFr, doctorFr, hotspotFr],
} as const satisfies Record<Language, readonly Catalogue[]>;

type KeyOf<Part> = Part extends Catalogue ? keyof Part : never;
/** Every key of the catalogues; both languages have the same (the types of the French files see to it). */
export type MessageKey = KeyOf<(typeof CATALOGUES)['en'][number]>;
/** Foreign strings are escaped; numbers are written in the language's own way. */
export type Parameters = Readonly<Record<string, string | number>>;

/** The text of a key in one language, with its parameters filled in. Plural forms follow the parameter `count`. */
export function message(language: Language, key: MessageKey, parameters: Parameters = {}): SafeText {
  const template = templateOf(language, key);
  const text = typeof template === 'string' ? template : plural(language, template, Number(parameters['count'] ?? 0));
  return (language === 'fr' ? spaced(text) : text).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = parameters[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatInteger(language, value) : safeText(value, 4_096);
  }) as SafeText;
}

/** True where the catalogues have a text for a code that comes from elsewhere (notices, roles, reasons). */
export function isMessageKey(key: string): key is MessageKey {
  return CATALOGUES.en.some((part) => Object.hasOwn(part, key));
}

/** The key itself where no part has it, which the types do not let happen. */
function templateOf(language: Language, key: MessageKey): Template {
  const parts: readonly Catalogue[] = CATALOGUES[language];
  for (const part of parts) {
    const template = part[key];
    if (template !== undefined) return template;
  }
  return key;
}

const withSpaces = new Map<string, string>();

/** French texts are written with ordinary spaces in the catalogues and get their no-break spaces here, when they are first asked for. */
function spaced(text: string): string {
  let known = withSpaces.get(text);
  if (known === undefined) withSpaces.set(text, (known = frenchSpaces(text)));
  return known;
}

/** By the plural rules of the Unicode CLDR: English has one of exactly 1, French of all whose whole part is 0 or 1. */
function plural(language: Language, template: { readonly one: string; readonly other: string }, count: number): string {
  const size = Math.abs(count);
  return (language === 'fr' ? size < 2 : size === 1) ? template.one : template.other;
}

/** A whole number with the language's group separator: `12,345`; in French a narrow no-break space. Independent of the system's locale data. */
export function formatInteger(language: Language, value: number): string {
  if (!Number.isInteger(value)) return language === 'fr' ? String(value).replace('.', ',') : String(value);
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, language === 'fr' ? '\u202f' : ',');
}
