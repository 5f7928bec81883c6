import { describe, expect, it } from 'vitest';
import { Finished, jsonPlain, jsonSeconds, jsonText, type Json } from '../../src/report/json-text.ts';

describe('jsonText', () => {
  it.each<[Json, string]>([
    [null, 'null'],
    ['a"b', '"a\\"b"'],
    ['a\u202eb\u0007', '"a\\u202eb\\u0007"'],
    [-0, '0'],
    [NaN, 'null'],
    [1.5, '1.5'],
    [true, 'true'],
    [[], '[]'],
    [{}, '{}'],
    [{ b: [1, { c: null }], a: 'x' }, '{"b":[1,{"c":null}],"a":"x"}'],
    [{ at: new Finished('1.000000') }, '{"at":1.000000}'],
  ])('%j', (value, expected) => {
    expect(jsonText(value)).toBe(expected);
  });
});

describe('jsonSeconds', () => {
  it('keeps six decimals, and null', () => {
    expect(jsonText(jsonSeconds(1_700_000_000_000_000))).toBe('1700000000.000000');
    expect(jsonSeconds(null)).toBeNull();
  });
});

describe('jsonPlain', () => {
  it('takes any plain value, also keys that objects inherit', () => {
    const value = JSON.parse('{"__proto__":1,"constructor":[2]}') as unknown;
    expect(jsonText(jsonPlain(value))).toBe('{"__proto__":1,"constructor":[2]}');
    expect(jsonText(jsonPlain({ 'k\u200b': 'é\u009b' }))).toBe('{"k\\u200b":"é\\u009b"}');
  });
});
