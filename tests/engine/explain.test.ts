import { describe, expect, it } from 'vitest';
import { describeTest, explainCondition, shortened } from '../../src/engine/explain.ts';
import type { FieldTest } from '../../src/engine/rule.ts';
import { conditionOf, sighting } from './fixtures.ts';

describe('explanations', () => {
  it('give the tree with the values found', () => {
    const condition = conditionOf(
      'mqtt.connect',
      '{ has_password: true, any: [{ client_id: x }, { keep_alive: { at_least: 5 } }], not: { destination.scope: lan } }',
    );
    const one = sighting('mqtt.connect', { client_id: 'plug\u001b[2J', has_password: true, protocol_level: 4, keep_alive: 60 });
    expect(explainCondition(condition, one)).toEqual({
      held: true,
      because: 'all',
      parts: [
        { held: true, because: 'has_password is true (true)', parts: [] },
        {
          held: true,
          because: 'any',
          parts: [
            { held: false, because: 'client_id is "x" ("plug\\u001b[2J")', parts: [] },
            { held: true, because: 'keep_alive at_least 5 (60)', parts: [] },
          ],
        },
        { held: true, because: 'not', parts: [{ held: false, because: 'destination.scope is "lan" ("internet")', parts: [] }] },
      ],
    });
  });

  it.each([
    ['sni: { in: [a] }', 'sni in ["a"]'],
    ['sni: { ends_with: [.a, .b] }', 'sni ends_with [".a",".b"]'],
    ['alpn: []', 'alpn is []'],
    ['alpn: [h2]', 'alpn is ["h2"]'],
    ['sni: { exists: false }', 'sni exists false'],
  ])('%s is written %j', (yaml, text) => expect(describeTest(conditionOf('tls.client_hello', yaml) as FieldTest)).toBe(text));

  it('are made once for a value that comes again, and anew for another', () => {
    const condition = conditionOf('mqtt.connect', 'keep_alive: { at_least: 5 }');
    const explained = [60, 60, 4, 60, null].map((keep_alive) => explainCondition(condition, sighting('mqtt.connect', { keep_alive })));
    expect(explained[1]).toBe(explained[0]);
    expect(explained.map(({ held, because }) => [held, because])).toEqual([
      [true, 'keep_alive at_least 5 (60)'],
      [true, 'keep_alive at_least 5 (60)'],
      [false, 'keep_alive at_least 5 (4)'],
      [true, 'keep_alive at_least 5 (60)'],
      [false, 'keep_alive at_least 5 (null)'],
    ]);
  });

  it('cuts long values', () => {
    expect(shortened('x'.repeat(5_000)).length).toBeLessThanOrEqual(202);
    expect(shortened(Array.from({ length: 5_000 }, () => 'y'.repeat(5_000))).length).toBeLessThanOrEqual(202);
    expect(shortened(null)).toBe('null');
  });
});
