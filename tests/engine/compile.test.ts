import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCondition, conjunctsOf } from '../../src/engine/compile.ts';
import { explainCondition } from '../../src/engine/explain.ts';
import { resolveField } from '../../src/engine/field.ts';
import { OPERATOR_RULES } from '../../src/engine/operator.ts';
import type { Condition, FieldReference, FieldTest, Operator } from '../../src/engine/rule.ts';
import { OPERATORS } from '../../src/engine/rule.ts';
import type { Fields } from '../../src/model/observation.ts';
import { VOCABULARY, conditionOf, sighting } from './fixtures.ts';

const HELLO = { sni: 'api.cloud.example', alpn: ['h2', 'http/1.1'], versions: [771, 772], ech: false };
const ANSWER = {
  name: 'x.example',
  rcode: 0,
  answers: [
    { type: 'A', data: '192.168.0.9' },
    { type: 'CNAME', data: 'y.example', ttl: 30 },
  ],
};

describe('conditions', () => {
  it.each([
    ['sni: api.cloud.example', true],
    ['sni: api', false],
    ['sni: { is: api.cloud.example }', true],
    ['sni: { in: [a, api.cloud.example] }', true],
    ['sni: { in: [a, b] }', false],
    ['sni: { matches: "^api\\\\." }', true],
    ['sni: { contains: cloud }', true],
    ['sni: { contains: [x, cloud] }', true],
    ['sni: { starts_with: api. }', true],
    ['sni: { ends_with: [.test, .example] }', true],
    ['sni: { ends_with: .test }', false],
    ['sni: { exists: true }', true],
    ['sni: { exists: false }', false],
    ['ech: false', true],
    ['ech: true', false],
    ['alpn: [h2, http/1.1]', true],
    ['alpn: [http/1.1, h2]', false],
    ['alpn: { contains: h2 }', true],
    ['alpn: { contains: h }', false],
    ['alpn: { in: [h3, h2] }', true],
    ['alpn: { starts_with: http }', true],
    ['versions: { contains: 772 }', true],
    ['versions: { at_least: 772 }', true],
    ['versions: { at_least: 773 }', false],
    ['versions: { at_most: 771 }', true],
    ['not: { sni: api.cloud.example }', false],
    ['any: [{ sni: x }, { ech: false }]', true],
    ['any: { sni: x, ech: false }', true],
    ['all: [{ sni: x }, { ech: false }]', false],
    ['sni: { starts_with: api, ends_with: .example }', true],
    ['sni: { starts_with: api, ends_with: .test }', false],
    ['sender: originator', true],
    ['sender: responder', false],
    ['destination.scope: internet', true],
    ['destination.port: { at_least: 8000, at_most: 9000 }', true],
    ['device.vendor: { exists: false }', true],
    ['{}', true],
  ])('%s: %j', (yaml, held) => {
    expect(compileCondition(conditionOf('tls.client_hello', yaml))(sighting('tls.client_hello', HELLO))).toBe(held);
  });

  it.each([
    ['answers.data: { cidr: 192.168.0.0/16 }', true],
    ['answers.data: { cidr: 10.0.0.0/8 }', false],
    ['answers.type: CNAME', true],
    ['answers.type: { in: [TXT] }', false],
    ['answers.ttl: { at_most: 60 }', true],
    ['answers.data: { contains: y. }', true],
    ['answers: { exists: true }', true],
    ['answers.nothing: { exists: true }', true],
    ['answers.nothing: x', false],
  ])('records: %s: %j', (yaml, held) => {
    expect(compileCondition(conditionOf('dns.answer', yaml))(sighting('dns.answer', ANSWER))).toBe(held);
  });
});

describe('null', () => {
  const bare = sighting(
    'mqtt.connect',
    { client_id: null, has_password: true, protocol_level: 4, keep_alive: null },
    { device: null, destination: null },
  );
  it.each([
    ['client_id: x', false],
    ['client_id: { in: [x] }', false],
    ['client_id: { matches: .* }', false],
    ['client_id: { contains: x }', false],
    ['client_id: { starts_with: x }', false],
    ['client_id: { cidr: 0.0.0.0/0 }', false],
    ['client_id: { exists: true }', false],
    ['client_id: { exists: false }', true],
    ['keep_alive: { at_least: -1 }', false],
    ['keep_alive: { at_most: 1 }', false],
    ['not: { client_id: x }', true],
    ['device.mac: { exists: false }', true],
    ['destination.scope: internet', false],
    ['not: { destination.scope: internet }', true],
    ['destination.roles: { contains: ads }', false],
  ])('%s: %j', (yaml, held) => {
    const condition = conditionOf('mqtt.connect', yaml);
    expect(compileCondition(condition)(bare)).toBe(held);
    expect(explainCondition(condition, bare).held).toBe(held);
  });
});

/** Values that fields of real and of faulty dissectors may hold. */
const anyValue = fc.oneof(
  fc.constantFrom(null, true, false, 0, 1, 5, 'a', 'ab', 'ba', '10.0.0.1', ''),
  fc.array(fc.constantFrom('a', 'ab', 'h2', '10.0.0.1'), { maxLength: 3 }),
  fc.array(fc.constantFrom(0, 1, 5), { maxLength: 3 }),
  fc.array(fc.record({ data: fc.constantFrom('a', 5, null, '10.0.0.1') }), { maxLength: 3 }),
);
const PATHS = Object.values(VOCABULARY).flatMap((shape) => Object.keys(shape).map((path) => resolveField(path, shape)!));
const FIELDS = [
  ...PATHS,
  resolveField('answers.data', VOCABULARY['dns.answer'])!,
  resolveField('destination.roles', {})!,
  resolveField('device.vendor', {})!,
];

/** Operands as the loader lets them through: of the operator's type, one where it takes one. */
function operandsOf(
  operator: Operator,
  field: FieldReference,
  texts: readonly string[],
  figures: readonly number[],
): readonly (string | number | boolean)[] {
  const rule = OPERATOR_RULES[operator];
  if (rule.operand === 'boolean' || field.type === 'boolean') return [texts.length > 1];
  const numeric =
    rule.operand === 'number' || field.type === 'number' || field.type === 'numbers' || (field.type === 'mixed' && figures.length > 1);
  const operands = numeric && rule.operand !== 'string' ? figures : texts;
  const wholeList = operator === 'is' && (field.type === 'strings' || field.type === 'numbers');
  return rule.list === 'never' && !wholeList ? operands.slice(0, 1) : operands;
}
const aTest: fc.Arbitrary<FieldTest> = fc
  .tuple(
    fc.constantFrom(...FIELDS),
    fc.constantFrom(...OPERATORS),
    fc.array(fc.constantFrom('a', 'ab', 'h2', '10.0.0.0/8'), { maxLength: 3, minLength: 1 }),
    fc.array(fc.constantFrom(0, 1, 5), { maxLength: 3, minLength: 1 }),
  )
  .filter(([field, operator]) => OPERATOR_RULES[operator].fields.includes(field.type))
  .map(([field, operator, texts, figures]) => ({ type: 'test', field, operator, operands: operandsOf(operator, field, texts, figures) }));
const aCondition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'condition' },
    aTest,
    fc.record({ type: fc.constant('not' as const), part: tie('node') }),
    fc.record({ type: fc.constantFrom('all' as const, 'any' as const), parts: fc.array(tie('node'), { maxLength: 4 }) }),
  ),
})).node;
const aFields: fc.Arbitrary<Fields> = fc
  .tuple(...FIELDS.map(() => anyValue))
  .map((values) => Object.fromEntries(FIELDS.map((field, at) => [field.name, values[at]!])) as Fields);

describe('fast and slow path', () => {
  it('agree on every condition and every sighting', () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(aCondition, aFields, fc.boolean(), (condition, fields, known) => {
        const parts = known ? { destination: { roles: ['a', 'ab'] }, device: { vendor: 'ab' } } : { device: null, destination: null };
        const one = sighting('any', fields, parts);
        const held = compileCondition(condition)(one);
        seen.add(held);
        expect(explainCondition(condition, one).held).toBe(held);
        const conjuncts = conjunctsOf(condition);
        expect(conjuncts.every((part) => part.type !== 'all')).toBe(true);
        expect(conjuncts.every((part) => compileCondition(part)(one))).toBe(held);
      }),
      { numRuns: 2_000, seed: 7 },
    );
    expect(seen.size).toBe(2);
  });
});
