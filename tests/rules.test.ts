import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../src/engine/loader.ts';
import type { Rule } from '../src/engine/rule.ts';
import { runRuleTests } from '../src/engine/rule-tests.ts';
import type { Text } from '../src/model/text.ts';
import { vocabulary } from '../src/pipeline/vocabulary.ts';

const DIRECTORY = new URL('../rules', import.meta.url).pathname;
const TITLE_MAX = 60;
const SENTENCES_MAX = 2;
const { rules, problems } = loadRules([DIRECTORY], vocabulary());

/** Words that judge where a capture can only show, in both languages. */
const BANNED = {
  en: /\b(?:compromised|hacked|compliant|non-compliant|violates?|violation|illegal|spies|spying|spyware|steals?|stolen|malicious|infected|guilty)\b/i,
  fr: /(?:^|[^\p{L}])(?:compromise?|compromis|piraté|piratée|conforme|non-conforme|viole|violation|illégal|illégale|espionne|espion|vole|volé|malveillant|malveillante|infecté|infectée|coupable)(?:$|[^\p{L}])/iu,
} as const;

const textsOf = ({ summary }: Rule): readonly (readonly [string, Text])[] => [
  ['title', summary.title],
  ['explanation', summary.explanation],
  ['innocent_explanation', summary.innocentExplanation],
  ['advice', summary.advice],
];

/** The texts of all rules that a check refuses, so that a failure names every place at once. */
function refused(refuses: (text: Text, part: string) => boolean): string[] {
  return rules.flatMap((rule) =>
    textsOf(rule)
      .filter(([part, text]) => refuses(text, part))
      .map(([part]) => `${rule.summary.id}: ${part}`),
  );
}

interface Framework {
  readonly id: string;
  readonly name: Text;
  readonly edition: string;
  readonly source: string;
  readonly clauses: Readonly<Record<string, Text>>;
}

function frameworks(): ReadonlyMap<string, Framework> {
  const folder = join(DIRECTORY, 'frameworks');
  return new Map(
    readdirSync(folder).map((name) => [name.replace(/\.yaml$/, ''), load(readFileSync(join(folder, name), 'utf8')) as Framework]),
  );
}

describe('built-in rules', () => {
  it('load against the real vocabulary', () => {
    expect(problems.map(({ file, line, message }) => `${file}:${line}: ${message.en}`)).toEqual([]);
    expect(rules.length).toBeGreaterThanOrEqual(45);
  });

  it('pass the tests inside them', async () => {
    const results = await runRuleTests(rules);
    expect(results.length).toBeGreaterThan(rules.length * 3);
    expect(results.filter(({ status }) => status !== 'passed').map(({ rule, test, message }) => `${rule}: ${test}: ${message.en}`)).toEqual(
      [],
    );
  });

  it('have three tests or more, of which two in five are silent', () => {
    const thin = rules.filter(
      ({ tests }) => tests.length < 3 || tests.filter(({ expect: count }) => count === 0).length < tests.length * 0.4,
    );
    expect(thin.map(({ summary }) => summary.id)).toEqual([]);
  });

  it('refer to something public', () => {
    const bare = rules.filter(
      ({ summary }) => summary.references.length === 0 || summary.references.some((url) => !url.startsWith('https://')),
    );
    expect(bare.map(({ summary }) => summary.id)).toEqual([]);
  });

  it('call nothing certain that is only a heuristic', () => {
    const bold = rules.filter(({ summary }) => summary.grade === 'heuristic' && summary.confidence !== 'tentative');
    expect(bold.map(({ summary }) => summary.id)).toEqual([]);
  });
});

describe('texts of built-in rules', () => {
  it('have titles that fit a line', () => {
    expect(refused((text, part) => part === 'title' && Math.max([...text.en].length, [...text.fr].length) > TITLE_MAX)).toEqual([]);
  });

  it('are never one language twice', () => {
    expect(refused(({ en, fr }) => en === fr)).toEqual([]);
  });

  it('claim no more than a capture can show', () => {
    expect(refused(({ en, fr }) => BANNED.en.test(en) || BANNED.fr.test(fr))).toEqual([]);
  });

  it('have typographic apostrophes and quotation marks', () => {
    expect(refused(({ en, fr }) => /['"«]/.test(en) || /['"“]/.test(fr))).toEqual([]);
  });

  it('have narrow spaces before tall punctuation in French', () => {
    expect(refused(({ fr }) => /[^\u202f\u00a0][;?!»]|[^\u202f\u00a0\p{L}\d]:|\p{L}:(?!\/\/)|«[^\u202f\u00a0]/u.test(fr))).toEqual([]);
  });

  it('end as sentences do, and titles do not', () => {
    const ends = ({ en, fr }: Text): boolean => en.endsWith('.') && fr.endsWith('.');
    expect(refused((text, part) => (part === 'title' ? ends(text) : !ends(text)))).toEqual([]);
  });

  it('say what it means in few sentences', () => {
    const sentences = (text: string): number => text.split(/[.!?](?:\s|$)/).length - 1;
    const long = refused(({ en, fr }, part) => part === 'explanation' && Math.max(sentences(en), sentences(fr)) > SENTENCES_MAX);
    expect(long).toEqual([]);
  });
});

describe('frameworks', () => {
  const known = frameworks();

  it('describe every clause that a rule names', () => {
    const unknown = rules.flatMap(({ summary }) =>
      summary.clauses
        .filter(({ framework, clause }) => known.get(framework)?.clauses[clause] === undefined)
        .map(({ framework, clause }) => `${summary.id}: ${framework} ${clause}`),
    );
    expect(unknown).toEqual([]);
  });

  it('hold no clause that no rule names', () => {
    const named = new Set(rules.flatMap(({ summary }) => summary.clauses.map(({ framework, clause }) => `${framework} ${clause}`)));
    const idle = [...known]
      .flatMap(([id, { clauses }]) => Object.keys(clauses).map((clause) => `${id} ${clause}`))
      .filter((name) => !named.has(name));
    expect(idle).toEqual([]);
  });

  it.each([...known])('%s says what it is, in both languages', (name, framework) => {
    expect(framework.id).toBe(name);
    expect(framework.edition).toMatch(/\d{4}/);
    expect(framework.source).toMatch(/^https:\/\//);
    for (const { en, fr } of [framework.name, ...Object.values(framework.clauses)]) {
      expect(en).not.toBe('');
      expect(fr).not.toBe('');
      expect(en).not.toBe(fr);
      expect(fr).not.toMatch(/'/);
    }
  });
});
