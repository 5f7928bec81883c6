import { describe, expect, it } from 'vitest';
import { OPERATOR_RULES } from '../../src/engine/operator.ts';
import { OPERATORS } from '../../src/engine/rule.ts';

describe('operators', () => {
  it('are those that rule files promise, each with its type rule', () => {
    const promised = ['at_least', 'at_most', 'cidr', 'contains', 'ends_with', 'exists', 'in', 'is', 'matches', 'starts_with'];
    expect([...OPERATORS].sort()).toEqual(promised);
    expect(Object.keys(OPERATOR_RULES).sort()).toEqual(promised);
  });
});
