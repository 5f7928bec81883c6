import { describe, expect, it } from 'vitest';
import { comparesWholeList, elementType, inRangesOf, patternsOf } from '../../src/engine/operator.ts';
import type { FieldTest } from '../../src/engine/rule.ts';
import { conditionOf } from './fixtures.ts';

describe('operators', () => {
  it.each([
    ['strings', 'string'],
    ['numbers', 'number'],
    ['boolean', 'boolean'],
    ['records', null],
    ['mixed', null],
  ] as const)('the elements of %s are %j', (type, element) => expect(elementType(type)).toBe(element));

  it('compares whole lists by "is" only', () => {
    expect([comparesWholeList('is', 'strings'), comparesWholeList('is', 'mixed'), comparesWholeList('in', 'strings')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('compiles patterns once', () => {
    const test = conditionOf('tls.client_hello', 'sni: { matches: [^a, b$] }') as FieldTest;
    expect(patternsOf(test)).toHaveLength(2);
    expect(patternsOf(test)).toBe(patternsOf(test));
  });

  it('never matches by a pattern that would have been refused', () => {
    const test = conditionOf('tls.client_hello', 'sni: { matches: a }') as FieldTest;
    expect(patternsOf({ ...test, operands: ['('] })[0]!('(')).toBe(false);
  });

  it('finds addresses in blocks, and other values in none', () => {
    const test = conditionOf('flow.start', 'resp_addr: { cidr: [10.0.0.0/8, fe80::/10] }') as FieldTest;
    expect(['10.1.2.3', 'fe80::1', '11.0.0.1', 'example', null, 10].map((value) => inRangesOf(test, value))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
