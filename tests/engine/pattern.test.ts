import { describe, expect, it } from 'vitest';
import { compilePattern, PATTERN_MAX, SUBJECT_MAX } from '../../src/engine/pattern.ts';

function pattern(source: string): (subject: string) => boolean {
  const result = compilePattern(source);
  if ('flaw' in result) throw new Error(result.flaw);
  return result.pattern;
}

describe('patterns', () => {
  it.each([
    ['b+', 'aabbaa', true],
    ['^b', 'ab', false],
    ['(?i)zoé', 'ZOÉ', true],
    ['\\.bin$', '/fw/v1.bin', true],
    ['\\.bin$', '/fw/v1.bin?x', false],
    ['^\\d{4}$', '2024', true],
  ])('%s on %j: %j', (source, subject, held) => expect(pattern(source)(subject)).toBe(held));

  it.each([
    ['look-ahead', 'a(?=b)'],
    ['look-behind', '(?<=a)b'],
    ['back-reference', '(a)\\1'],
    ['a repetition without end', 'a{1001}'],
    ['nested repetitions', '((a{0,100}){0,100}){0,100}'],
    ['a program too large', '(?:abc){300}'],
    ['an open class', '['],
    ['a pattern too long', 'a'.repeat(PATTERN_MAX + 1)],
  ])('refuses %s', (_name, source) => expect(compilePattern(source)).toEqual({ flaw: expect.any(String) }));

  it('answers alike the second time, and after many other values', () => {
    const even = pattern('^(..)*$');
    const subjects = Array.from({ length: 1_000 }, (_, length) => 'x'.repeat(length % 300) + length);
    for (const subject of [...subjects, ...subjects.toReversed()]) expect(even(subject)).toBe(subject.length % 2 === 0);
  });

  it('looks at the start of a long value only', () => {
    expect(pattern('b')(`${'a'.repeat(SUBJECT_MAX - 1)}b`)).toBe(true);
    expect(pattern('b')(`${'a'.repeat(SUBJECT_MAX)}b`)).toBe(false);
  });
});

/** Patterns that make a backtracking matcher take exponential or high polynomial time. */
const EVIL_CORES = [
  '(a+)+',
  '(a*)*',
  '(a|a)*',
  '(a|aa)+',
  '(.*)*',
  '(a+){2,9}',
  '([a-z]+)*',
  '(\\w+\\s?)*',
  '(a?){9}a{9}',
  '(.*a){9}',
  '(x+x+)+',
  'a*a*a*a*a*',
];
const EVIL_ENDS = ['$', 'b', '!', '=', '(b|c)', '[^a]$', '\\d', 'y?z'];
const EVIL = EVIL_CORES.flatMap((core) => EVIL_ENDS.map((end) => `^${core}${end}`)).concat(EVIL_CORES.map((core) => `${core}${core}z`));

describe('evil patterns', () => {
  it(`come to an end on evil values (${EVIL.length} patterns)`, () => {
    expect(EVIL.length).toBeGreaterThanOrEqual(100);
    const subject = `${'a'.repeat(65_536)}\u0000`;
    let compiled = 0;
    for (const source of EVIL) {
      const result = compilePattern(source);
      if ('flaw' in result) continue;
      compiled++;
      expect(typeof result.pattern(subject)).toBe('boolean');
    }
    expect(compiled).toBeGreaterThan(80);
  });
});
