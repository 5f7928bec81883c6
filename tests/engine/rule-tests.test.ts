import { describe, expect, it } from 'vitest';
import { runRuleTests, sightingsOf } from '../../src/engine/rule-tests.ts';
import { ruleOf } from './fixtures.ts';

const BEACON = {
  on: 'flow.start',
  where: '{ destination.tracker: true }',
  within: '1h',
  when: '{ count: { at_least: 20 }, period: { jitter_below: 0.1 } }',
  tests: [
    '',
    '  - { name: every minute, given: [{ flow.start: {}, destination: { tracker: true }, repeat: 30, every: 60s }], expect: 1 }',
    '  - { name: one burst,    given: [{ flow.start: {}, destination: { tracker: true }, repeat: 30, every: 10ms }], expect: 0 }',
  ].join('\n'),
};

describe('tests inside rules', () => {
  it('pass on a rule that does what they say', async () => {
    const results = await runRuleTests([ruleOf(), ruleOf(BEACON)]);
    expect(results.map((one) => `${one.test}: ${one.status} ${one.actual}`)).toEqual([
      'yes: passed 1',
      'no: passed 0',
      'every minute: passed 1',
      'one burst: passed 0',
    ]);
  });

  it('fail with what was expected, in both languages, and say where', async () => {
    const [result] = await runRuleTests([ruleOf({ where: '{ has_password: false }' })]);
    expect(result).toEqual({
      rule: 'clear-password',
      file: 'exposure/clear-password.yaml',
      line: 15,
      test: 'yes',
      status: 'failed',
      expected: 1,
      actual: 0,
      message: { en: 'Findings expected: 1; found: 0', fr: 'Constats attendus : 1 ; obtenus : 0' },
    });
  });

  it('run captures through the caller', async () => {
    const tests =
      '\n  - { name: real, capture: plug, expect: 2 }\n  - { name: clean, capture: clean, expect: 0 }\n  - { name: gone, capture: gone, expect: 0 }';
    const rule = ruleOf({ tests });
    expect((await runRuleTests([rule])).map((one) => one.status)).toEqual(['skipped', 'skipped', 'skipped']);
    const counts = new Map([
      ['plug', 2],
      ['clean', 1],
    ]);
    const results = await runRuleTests([rule], (name, own) => Promise.resolve(own === rule ? (counts.get(name) ?? null) : null));
    expect(results.map((one) => [one.status, one.actual])).toEqual([
      ['passed', 2],
      ['failed', 1],
      ['failed', null],
    ]);
  });

  it('lay out moments, frames and numbered texts', () => {
    const tests =
      "\n  - { name: a, given: [{ flow.start: { resp_addr: '192.0.2.{n}' }, repeat: 2, every: 10s }, { flow.start: {}, at: 5s }, { flow.start: {} }], expect: 1 }\n  - { name: b, given: [{ dns.answer: {} }], expect: 0 }";
    const given = ruleOf({ on: 'flow.start', where: null, tests }).tests[0]!.given;
    const start = 1_700_000_000_000_000;
    expect([...sightingsOf(given)].map(({ observation: { at, frame, fields } }) => [at - start, frame, fields['resp_addr']])).toEqual([
      [0, 1, '192.0.2.1'],
      [10_000_000, 2, '192.0.2.2'],
      [5_000_000, 3, null],
      [6_000_000, 4, null],
    ]);
  });
});
