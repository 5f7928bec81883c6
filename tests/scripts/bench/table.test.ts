import { describe, expect, it } from 'vitest';
import { shown, table } from '../../../scripts/bench/table.ts';

describe('table', () => {
  it('lines up its columns', () => {
    expect(table(['name', 'n'], [['a', '100'], ['longer', '2'], ['short']])).toBe(
      ['name      n', '------  ---', 'a       100', 'longer    2', 'short'].join('\n'),
    );
  });
});

describe('shown', () => {
  it.each([
    [1.25, 1, '1.3'],
    [2, 0, '2'],
    [NaN, 2, '-'],
    [Infinity, 2, '-'],
  ])('%s with %s decimals: %s', (value, decimals, text) => {
    expect(shown(value, decimals)).toBe(text);
  });
});
