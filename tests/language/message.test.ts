import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatInteger, isMessageKey, message } from '../../src/language/message.ts';
import { CONTENT_CLASSES, NAME_SOURCES, PARTIES, ROLES, SCOPES } from '../../src/model/destination.ts';
import { CONCERNS, CONFIDENCES, GRADES, SEVERITIES } from '../../src/model/finding.ts';
import { CATEGORIES } from '../../src/inventory/hints.ts';
import { HOSTILE } from '../builders/hostile.ts';
import { sourcesOf } from '../builders/sources.ts';

describe('message', () => {
  it('fills in what it is given', () => {
    expect(message('en', 'cli.error.capture', { path: 'a.pcap', reason: 'no' })).toBe('a.pcap: no');
    expect(message('fr', 'cli.error.capture', { path: 'a.pcap', reason: 'non' })).toBe('a.pcap\u00a0: non');
  });

  it('leaves what it is not given, so that a slip is seen', () => {
    expect(message('en', 'cli.error.capture', { path: 'a.pcap' })).toBe('a.pcap: {reason}');
  });

  it('does not fill in what a parameter brings', () => {
    expect(message('en', 'cli.error.capture', { path: '{reason}', reason: 'no' })).toBe('{reason}: no');
  });

  it.each([
    ['en', 0, '0 findings'],
    ['en', 1, '1 finding'],
    ['en', 2, '2 findings'],
    ['fr', 0, '0 constat'],
    ['fr', 1, '1 constat'],
    ['fr', 2, '2 constats'],
    ['fr', 1_000_000, '1\u202f000\u202f000 constats'],
  ] as const)('%s: %i in words', (language, count, expected) => {
    expect(message(language, 'report.count.findings', { count })).toBe(expected);
  });

  it.each(['en', 'fr'] as const)('has each key in one part only (%s)', async (language) => {
    const folder = new URL('../../src/language/', import.meta.url);
    const parts = readdirSync(folder).filter((name) => new RegExp(`^(?:.*-)?${language}\\.ts$`).test(name));
    const keys: string[] = [];
    for (const name of parts)
      for (const part of Object.values((await import(new URL(name, folder).href)) as object)) keys.push(...Object.keys(part as object));
    expect(keys.filter((key) => !isMessageKey(key))).toEqual([]);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    expect(keys.length).toBeGreaterThan(1_000);
  });

  it.each(['en', 'fr'] as const)('has the plural forms of the Unicode CLDR (%s)', (language) => {
    const rules = new Intl.PluralRules(language);
    const noun = (count: number): string => message(language, 'report.count.findings', { count }).replace(/^.*\s/, '');
    for (const count of [0, 1, 2, 3, 10, 11, 21, 101, 1_000, 1_000_000, -1, -2, 0.5, 1.5, 2.5])
      expect([count, noun(count)]).toEqual([count, rules.select(count) === 'one' ? noun(1) : noun(2)]);
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text] as const))('makes %s harmless', (_name, text) => {
    expect(message('en', 'cli.error.usage', { text })).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});

describe('isMessageKey', () => {
  it.each([
    ['role.ads', true],
    ['role.spying', false],
    ['constructor', false],
    ['__proto__', false],
    ['', false],
  ])('%s: %s', (key, expected) => {
    expect(isMessageKey(key)).toBe(expected);
  });

  const families: readonly (readonly [prefix: string, codes: readonly string[]])[] = [
    ['severity', SEVERITIES],
    ['severity.letter', SEVERITIES],
    ['severity.count', SEVERITIES],
    ['confidence', CONFIDENCES],
    ['grade', GRADES],
    ['concern', CONCERNS],
    ['party', PARTIES],
    ['role', ROLES],
    ['scope', SCOPES],
    ['class', CONTENT_CLASSES],
    ['name-source', NAME_SOURCES],
    ['device', CATEGORIES],
  ];
  it.each(families)('there is a word for every %s', (prefix, codes) => {
    expect(codes.filter((code) => !isMessageKey(`${prefix}.${code}`))).toEqual([]);
  });

  it('there is a text for every code that the capture readers and the pipeline can give', () => {
    const capture = new Set(codesIn('capture', /'(capture-[a-z-]+)'/g));
    const notes = new Set(codesIn('capture', /(?:note|unread)\('([a-z-]+)'/g));
    const limits = new Set([
      ...notes,
      ...codesIn('pipeline', /notice\('([a-z0-9-]+)', [a-z].*(?:true|false)\)/g),
      ...codesIn('engine', /code: '([a-z-]+)'/g),
      ...codesIn('inventory', /\['([a-z]+-dropped)'/g),
    ]);
    const blind = new Set([...codesIn('pipeline', /isBlind\('([a-z0-9-]+)'/g), 'other-radios']);
    expect([...capture].filter((code) => !notes.has(code) && !isMessageKey(`capture.${code}`))).toEqual([]);
    expect([...limits].filter((code) => code !== 'other-radios' && !isMessageKey(`limit.${code}`))).toEqual([]);
    expect([...blind].filter((code) => !isMessageKey(`blind.${code}`))).toEqual([]);
    expect(capture.size).toBeGreaterThan(15);
    expect(limits.size).toBeGreaterThan(15);
    expect(blind.size).toBeGreaterThan(3);
  });

  it('there is a word for every folder of rules and every framework', () => {
    const rules = new URL('../../rules/', import.meta.url);
    const folders = readdirSync(rules, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const categories = folders.map(({ name }) => name).filter((name) => !['destinations', 'frameworks', 'schema'].includes(name));
    const frameworks = folders.some(({ name }) => name === 'frameworks') ? readdirSync(new URL('frameworks/', rules)) : [];
    expect(categories.filter((name) => !isMessageKey(`category.${name}`))).toEqual([]);
    expect(frameworks.filter((name) => !isMessageKey(`framework.${name.replace(/\.yaml$/, '')}`))).toEqual([]);
  });

  it('every layer and reason at which decoding stops has a word', () => {
    const packet = sourcesOf('packet').find(({ name }) => name === 'packet.ts')!.text;
    const union = (type: string): string[] =>
      [...(new RegExp(`export type ${type} = ([^;]+);`).exec(packet)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(([, code]) => code!);
    expect(union('Stop').length).toBeGreaterThan(5);
    expect(union('StopLayer').length).toBeGreaterThan(2);
    expect(union('Stop').filter((code) => code !== 'done' && !isMessageKey(`stop.reason.${code}`))).toEqual([]);
    expect(union('StopLayer').filter((code) => !isMessageKey(`stop.layer.${code}`))).toEqual([]);
  });
});

describe('formatInteger', () => {
  it.each([
    ['en', 0, '0'],
    ['en', 999, '999'],
    ['en', 1_000, '1,000'],
    ['en', 1_234_567, '1,234,567'],
    ['en', -1_234, '-1,234'],
    ['en', 0.5, '0.5'],
    ['fr', 1_234_567, '1\u202f234\u202f567'],
    ['fr', 0.5, '0,5'],
  ] as const)('%s: %d is %s', (language, value, expected) => {
    expect(formatInteger(language, value)).toBe(expected);
  });
});

function codesIn(folder: string, pattern: RegExp): string[] {
  return sourcesOf(folder).flatMap(({ text }) => [...text.matchAll(pattern)].map(([, code]) => code!));
}
