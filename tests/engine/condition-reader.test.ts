import { describe, expect, it } from 'vitest';
import { conditionOf, conditionProblems } from './fixtures.ts';

describe('reading conditions', () => {
  it('takes a bare value as "is", several fields as "all", several operators as "all"', () => {
    const field = expect.objectContaining({ path: 'has_password' });
    expect(conditionOf('mqtt.connect', 'has_password: true')).toEqual({ type: 'test', field, operator: 'is', operands: [true] });
    expect(conditionOf('mqtt.connect', '{ has_password: true, protocol_level: { at_least: 3, at_most: 4 } }')).toMatchObject({
      type: 'all',
      parts: [{ operator: 'is' }, { type: 'all', parts: [{ operator: 'at_least' }, { operator: 'at_most' }] }],
    });
  });

  it.each([
    ['hsa_password: true', '1 mqtt.connect has no field "hsa_password"; did you mean "has_password"?'],
    ['destination.scop: lan', '1 mqtt.connect has no field "destination.scop"; did you mean "destination.scope"?'],
    ['device.color: red', '1 mqtt.connect has no field "device.color"'],
    ['client_id: { startswith: a }', '14 Unknown operator "startswith"; did you mean "starts_with"?'],
    ['client_id: {}', '12 Expected is | in | matches | contains | starts_with | ends_with | at_least | at_most | cidr | exists, found {}'],
    ['has_password: yes', '15 Expected boolean, found "yes"'],
    ['has_password: { matches: a }', '17 matches does not apply to has_password, which is boolean'],
    ['client_id: 5', '12 Expected string, found 5'],
    ['client_id: [a, b]', '12 Expected string, found a list'],
    ['client_id: { in: a }', '18 Expected list, found "a"'],
    ['client_id: { in: [] }', '18 The list is empty'],
    ['client_id: { in: [a, 5] }', '22 Expected string, found 5'],
    ['client_id: ~', '12 Nothing equals null; write "exists: false"'],
    ['client_id: { exists: 1 }', '22 Expected boolean, found 1'],
    ['client_id: { matches: "(a" }', '23 The pattern is refused: missing closing ): `(a`'],
    ['client_id: { matches: "" }', '23 The text is empty'],
    ['client_id: { cidr: 10.0.0.0/99 }', '20 "10.0.0.0/99" is no block of addresses'],
    ['protocol_level: { at_least: .nan }', '29 Expected number, found null'],
    ['destination.scope: internte', '20 Unknown value "internte"; did you mean "internet"?'],
    ['destination.roles: { contains: add }', '32 Unknown value "add"; did you mean "ads"?'],
    ['destination.party: { in: [first, fourth] }', '34 Unknown value "fourth"'],
    ['destination.roles: ads', '20 Expected list; contains: for one element, found "ads"'],
    ['sender: client', '9 Unknown value "client"'],
    ['any: []', '6 The list is empty'],
    ['all: 5', '6 Expected list, found 5'],
    ['not: [a]', '6 Expected mapping, found a list'],
    ['any: [a]', '7 Expected mapping, found "a"'],
    ['[a]', '1 Expected mapping, found a list'],
    ['__proto__: { is: 1 }', '1 mqtt.connect has no field "__proto__"'],
    ['constructor: 1', '1 mqtt.connect has no field "constructor"'],
  ])('%s', (yaml, problem) => expect(conditionProblems('mqtt.connect', yaml)).toEqual([problem]));

  it('reports all problems at once', () => {
    expect(conditionProblems('dns.answer', '{ nam: a, rcode: b, answers: { is: 1 }, not: { x: 1 } }')).toEqual([
      '3 dns.answer has no field "nam"; did you mean "name"?',
      '18 Expected number, found "b"',
      '32 is does not apply to answers, which is records',
      '48 dns.answer has no field "x"',
    ]);
  });

  it('bounds the number of tests', () => {
    const yaml = `any: [${'{ name: a }, '.repeat(1_500)}]`;
    expect(conditionProblems('dns.answer', yaml)).toEqual([expect.stringContaining('More than 1000 values')]);
  });
});
