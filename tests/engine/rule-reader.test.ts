import { describe, expect, it } from 'vitest';
import { Reporter } from '../../src/engine/problem.ts';
import { readRule } from '../../src/engine/rule-reader.ts';
import { VOCABULARY, read, ruleOf, ruleText } from './fixtures.ts';

describe('reading a rule', () => {
  it('reads every field', () => {
    const rule = ruleOf({
      clauses: "[{ framework: en-303-645, clause: '5.5-6' }]",
      references: '[https://example.org/]',
      per: '[device, flow, "field:client_id"]',
    });
    expect(rule).toMatchObject({
      file: 'exposure/clear-password.yaml',
      on: 'mqtt.connect',
      where: { type: 'test', operator: 'is' },
      per: ['device', 'flow', { path: 'client_id' }],
      window: null,
      summary: {
        id: 'clear-password',
        version: 1,
        sha256: '00'.repeat(32),
        title: { en: 'A title', fr: 'Un titre' },
        innocentExplanation: { en: 'Maybe', fr: 'Peut-être' },
        severity: 'high',
        confidence: 'certain',
        grade: 'observed',
        clauses: [{ framework: 'en-303-645', clause: '5.5-6' }],
        references: ['https://example.org/'],
      },
    });
  });

  it('needs no conditions, and tells findings apart by device and destination', () => {
    const tests = '\n  - { name: a, given: [{ mqtt.connect: {} }], expect: 1 }\n  - { name: b, given: [{ dns.answer: {} }], expect: 0 }';
    expect(ruleOf({ where: null, tests })).toMatchObject({ where: { type: 'all', parts: [] }, per: ['device', 'destination'] });
  });

  it.each<[string, Record<string, string | null>, string]>([
    ['an unknown key', { severty: 'high' }, '14:1 Unknown key "severty"; did you mean "severity"?'],
    ['a missing key', { grade: null }, '1:1 The key "grade" is missing'],
    ['an id that is not the file', { id: 'other' }, '1:5 The id "other" is not the name of the file, "clear-password"'],
    ['a category that is not the folder', { category: 'exposur' }, '4:11 The category "exposur" is not the name of the folder, "exposure"'],
    ['version zero', { version: '0' }, '2:10 Expected integer 1..1000000, found 0'],
    ['version as text', { version: '"1"' }, '2:10 Expected integer 1..1000000, found "1"'],
    ['an unknown severity', { severity: 'hgih' }, '5:11 Unknown value "hgih"; did you mean "high"?'],
    ['an unknown concern', { concern: 'safety' }, '3:10 Unknown value "safety"'],
    ['a title in one language', { title: '{ en: A }' }, '8:8 The key "fr" is missing'],
    ['an empty text', { advice: '{ en: A, fr: " " }' }, '11:22 The text is empty'],
    ['a title that is no mapping', { title: 'A' }, '8:8 Expected mapping, found "A"'],
    ['a language too many', { title: '{ en: A, fr: B, de: C }' }, '8:24 Unknown key "de"'],
    ['an unknown kind', { on: 'mqtt.conect' }, '12:5 Unknown kind of observation "mqtt.conect"; did you mean "mqtt.connect"?'],
    ['a kind from the prototype', { on: 'constructor' }, '12:5 Unknown kind of observation "constructor"'],
    ['an unknown field', { where: '{ has_pasword: true }' }, '13:10 mqtt.connect has no field "has_pasword"; did you mean "has_password"?'],
    ['a clause without number', { clauses: '[{ framework: gdpr }]' }, '14:11 The key "clause" is missing'],
    ['an unknown per', { per: '[devcie]' }, '14:7 Unknown value "devcie"; did you mean "device"?'],
    ['an unknown field in per', { per: '["field:client"]' }, '14:7 mqtt.connect has no field "client"; did you mean "client_id"?'],
    ['a reference that is no text', { references: '[5]' }, '14:14 Expected string, found 5'],
  ])('reports %s', (_name, changes, problem) => expect(read(ruleText(changes)).problems).toEqual([problem]));

  it('reports __proto__ as the unknown key that it is', () => {
    const { problems } = read(`${ruleText()}__proto__: { polluted: true }\n`);
    expect(problems).toEqual(['17:1 Unknown key "__proto__"']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('reports everything that is wrong at once', () => {
    const { problems } = read(ruleText({ version: '0', severity: 'hgih', on: 'x.y', where: '{ nope: 1 }', tests: '[]' }));
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['2:10', '5:11', '12:5', '14:8', '14:8', '14:8']);
  });

  it('checks frameworks by name where they are known', () => {
    const text = ruleText({ clauses: "[{ framework: en-303-654, clause: '5.1' }]" });
    expect(read(text, ['en-303-645', 'gdpr']).problems).toEqual(['14:24 Unknown framework "en-303-654"; did you mean "en-303-645"?']);
    expect(read(text, null).problems).toEqual([]);
  });

  it('refuses ids that could be no file name', () => {
    const text = ruleText({ id: 'Clear_Password' });
    const reporter = new Reporter('f', text);
    const file = { file: 'f', text, name: 'Clear_Password', folder: null, sha256: '' };
    expect(readRule(file, { vocabulary: VOCABULARY, frameworks: null }, reporter)).toBeNull();
    expect(reporter.problems[0]!.expected).toBe('lower-case-words');
  });

  it.each(['', '5', '[]', 'a', '{}', '\u0000', '- - - -', '%', '{'])('refuses %j without a throw', (text) => {
    const { rule, problems } = read(text);
    expect(rule).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
  });

  it('never throws on a damaged file, and never takes one that lost what it needs', () => {
    const whole = ruleText({
      per: '[device, "field:client_id"]',
      within: '1h',
      when: '{ count: { at_least: 5 }, period: { jitter_below: 0.1 } }',
    });
    let refused = 0;
    for (let at = 0; at < whole.length; at++) {
      if (read(whole.slice(0, at)).rule === null) refused++;
      const octet = '{}[]:,&*!|>"\'%@`\n\t\u0000\u2028-?#'[at % 21]!;
      const { rule, problems } = read(`${whole.slice(0, at)}${octet}${whole.slice(at + 1)}`);
      expect(rule === null).toBe(problems.length > 0);
    }
    expect(refused).toBeGreaterThan(whole.length - 5);
  });
});
