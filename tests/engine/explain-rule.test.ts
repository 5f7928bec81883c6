import { describe, expect, it } from 'vitest';
import { explainRule } from '../../src/engine/explain-rule.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { ruleOf } from './fixtures.ts';

function lines(rule: Rule, language: 'en' | 'fr'): string {
  return explainRule(rule)
    .logic.map((line) => '  '.repeat(line.depth) + line.text[language])
    .join('\n');
}

describe('explaining a rule', () => {
  const rule = ruleOf({
    on: 'flow.start',
    where:
      '{ proto: { in: [tcp, udp] }, not: { resp_addr: { cidr: 10.0.0.0/8 } }, any: [{ device.vendor: { exists: false } }, { destination.roles: [ads] }] }',
    within: '1h',
    when: '{ count: { at_least: 5 }, distinct: { field: resp_addr, at_least: 3 }, period: { jitter_below: 0.1, at_most: 1h }, rate: { field: octets, per: 1m, at_least: 9 } }',
    per: '[device, "field:proto"]',
    tests: '\n  - { name: a, given: [{ flow.start: {} }], expect: 1 }\n  - { name: b, given: [{ dns.answer: {} }], expect: 0 }',
  });

  it('reads as English', () => {
    expect(lines(rule, 'en')).toBe(
      [
        'looks at every flow.start where',
        '  all of these hold',
        '    proto is one of "tcp" or "udp"',
        '    it is not so that',
        '      resp_addr lies in "10.0.0.0/8"',
        '    at least one of these holds',
        '      device.vendor is not known',
        '      destination.roles is ["ads"]',
        'and within 1h of capture time',
        '  this happens at least 5 times',
        '  resp_addr takes at least 3 values',
        '  every 1s to 1h, with a jitter below 0.1',
        '  octets adds up to at least 9 per 1m',
        'one finding per device, proto',
      ].join('\n'),
    );
  });

  it('reads as French, line by line, with no English left', () => {
    const french = lines(rule, 'fr');
    expect(french.split('\n')).toHaveLength(lines(rule, 'en').split('\n').length);
    expect(french).not.toMatch(/\b(the|these|hold|every|known|least|one)\b/);
    expect(french).toContain('device.vendor n’est pas connu');
  });

  it('carries texts and tests', () => {
    expect(explainRule(rule)).toMatchObject({
      on: 'flow.start',
      summary: { id: 'clear-password' },
      tests: [
        { name: 'a', expect: 1 },
        { name: 'b', expect: 0 },
      ],
    });
  });

  it('says so where nothing is asked, and where all is one finding', () => {
    expect(lines({ ...ruleOf(), where: { type: 'all', parts: [] }, per: [] }, 'en')).toBe(
      'looks at every mqtt.connect where\n  nothing more is asked\none finding in all',
    );
  });
});
