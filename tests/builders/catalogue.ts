import { expect } from 'vitest';
import type { Template } from '../../src/language/message.ts';

type Catalogue = Readonly<Record<string, Template>>;

/** Words that no French sentence has: where one stands, a text was not translated. */
const ENGLISH =
  /(?<!\p{L})(?:the|and|of|to|with|was|were|is|are|be|been|it|its|this|that|these|from|for|by|not|no|cannot|could|which|what|who|whom|where|when|how|at|there|their|has|have|seen|read|file|files|packet|packets|device|devices|maker|finding|findings|nothing|none|unknown|rules?|valid|quit|help|only|more|find|found|sent|received)(?!\p{L})/iu;
/** Single words may be the same in both languages; a longer text that is was not translated. */
const SAME_WORDS_MAX = 4;

export function textsOf(template: Template): readonly string[] {
  return typeof template === 'string' ? [template] : [template.one, template.other];
}

/** What must hold between an English catalogue and its French twin. */
export function expectTwins(english: Catalogue, french: Catalogue): void {
  expect(Object.keys(french)).toEqual(Object.keys(english));
  for (const [key, template] of Object.entries(english)) {
    const translated = french[key]!;
    expect(typeof translated, key).toBe(typeof template);
    for (const [at, text] of textsOf(template).entries()) {
      const other = textsOf(translated)[at]!;
      expect(text.trim(), key).not.toBe('');
      expect(other.trim(), key).not.toBe('');
      expect(placeholders(other), key).toEqual(placeholders(text));
      if (other === text) expect(other.split(/\s/u).length, `${key} is not translated`).toBeLessThanOrEqual(SAME_WORDS_MAX);
    }
  }
}

/** What must hold of every French text: typographic apostrophes, no English. */
export function expectFrench(french: Catalogue): void {
  for (const [key, template] of Object.entries(french)) {
    for (const text of textsOf(template)) {
      expect(text, key).not.toMatch(/\p{L}'\p{L}/u);
      expect(text, key).not.toMatch(/[\p{L})][;:!?](?=\s|$)/u);
      expect(englishIn(text), key).toBeNull();
    }
  }
}

/** The first English word of a text, outside of options, commands and placeholders; null where there is none. */
export function englishIn(text: string): string | null {
  const prose = text.replace(
    /« [^»]* »|\u00a0[kMGT]?o\b|`[^`]*`|\{\w+\}|--?\w[\w-]*|\b[A-Z]+_[A-Z]+\b|\b(?:list|show|delete|prune|check|test|explain|info|low|medium|high|critical)\b/gu,
    ' ',
  );
  return ENGLISH.exec(prose)?.[0] ?? null;
}

/** What must hold of every English text: straight words, no typographic slips. */
export function expectEnglish(english: Catalogue): void {
  for (const [key, template] of Object.entries(english)) {
    for (const text of textsOf(template)) {
      expect(text, key).not.toMatch(/\p{L}[ \u00a0\u202f][;:!](?=\s|$)/u);
      expect(text, key).not.toMatch(/[àâçéèêëîïôùûœ«»]/iu);
    }
  }
}

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\w+\}/g)].map(([name]) => name))].sort();
}
