import { describe, expect, it } from 'vitest';
import { sameValue } from '../../src/live/same-value.ts';

describe('sameValue', () => {
  const row = { a: 1, b: 'x', c: null, d: [1, { e: [] }], f: { g: true } };
  const others: readonly unknown[] = [
    { ...row, a: 2 },
    { ...row, c: 0 },
    { ...row, d: [1, { e: [] }, 2] },
    { ...row, d: [1, { e: [1] }] },
    { ...row, f: { g: true, h: undefined } },
    { a: 1, b: 'x', c: null, d: [1, { e: [] }] },
    { ...row, d: { 0: 1 } },
    { ...row, f: [true] },
    [row],
    null,
    'x',
  ];

  it('is true of equal rows, however they were made', () => {
    expect(sameValue(row, structuredClone(row))).toBe(true);
    expect(sameValue(row, JSON.parse(JSON.stringify(row)))).toBe(true);
  });

  it.each(others.map((other) => [other]))('is false of %j', (other) => {
    expect(sameValue(row, other)).toBe(false);
    expect(sameValue(other, row)).toBe(false);
  });
});
