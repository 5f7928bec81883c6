import { describe, expect, it } from 'vitest';
import { formatDuration, formatMoment, formatOctets, formatShare, joinParts, labelled } from '../../src/language/format.ts';

import type { SafeText } from '../../src/language/safe-text.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('formatOctets', () => {
  it.each([
    ['en', 0, '0 B'],
    ['en', 999, '999 B'],
    ['en', 1_000, '1.00 kB'],
    ['en', 9_994, '9.99 kB'],
    ['en', 9_996, '10.0 kB'],
    ['en', 99_960, '100 kB'],
    ['en', 999_499, '999 kB'],
    ['en', 999_500, '1.00 MB'],
    ['en', 8_100_000, '8.10 MB'],
    ['en', 5e9, '5.00 GB'],
    ['en', 5e15, '5,000 TB'],
    ['fr', 999, '999 o'],
    ['fr', 1_234_567, '1,23 Mo'],
  ] as const)('%s: %d is %s', (language, octets, expected) => {
    expect(plain(formatOctets(language, octets))).toBe(expected);
  });
});

describe('formatDuration', () => {
  it.each([
    ['en', 0, '0 ms'],
    ['en', 340_999, '340 ms'],
    ['en', 1_000_000, '1 s'],
    ['en', 751_000_000, '12 min 31 s'],
    ['en', 7_500_000_000, '2 h 5 min'],
    ['en', 86_400_000_000, '1 day 0 h'],
    ['fr', 2 * 86_400_000_000 + 3_600_000_000, '2 jours 1 h'],
  ] as const)('%s: %d is %s', (language, micros, expected) => {
    expect(plain(formatDuration(language, micros))).toBe(expected);
  });
});

describe('formatMoment', () => {
  it.each([
    [0, false, '1970-01-01 00:00:00 UTC'],
    [1_699_999_999_123_456, false, '2023-11-14 22:13:19 UTC'],
    [1_699_999_999_123_456, true, '2023-11-14 22:13:19.123456 UTC'],
    [1_699_999_999_000_001, true, '2023-11-14 22:13:19.000001 UTC'],
    [Number.MAX_SAFE_INTEGER, true, '2255-06-05 23:47:34.740991 UTC'],
  ])('%d', (micros, precise, expected) => {
    expect(plain(formatMoment(micros, precise))).toBe(expected);
  });
});

describe('formatShare', () => {
  it.each([
    ['en', 0, 0, '0 %'],
    ['en', 0, 10, '0 %'],
    ['en', 1, 1_000_000, '0.1 %'],
    ['en', 999_999, 1_000_000, '99.9 %'],
    ['en', 10, 10, '100 %'],
    ['en', 964, 1_000, '96.4 %'],
    ['en', 1, 2, '50 %'],
    ['fr', 964, 1_000, '96,4 %'],
  ] as const)('%s: %d of %d is %s', (language, part, whole, expected) => {
    expect(plain(formatShare(language, part, whole))).toBe(expected);
  });
});

describe('joinParts', () => {
  it('puts a semicolon between, as the language does', () => {
    expect(joinParts('en', ['a, b', 'c'])).toBe('a, b; c');
    expect(joinParts('fr', ['a, b', 'c'])).toBe('a, b ; c');
    expect(joinParts('fr', ['a'])).toBe('a');
  });
});

describe('labels', () => {
  it.each([
    ['en', 'a: b'],
    ['fr', 'a : b'],
  ] as const)('in %s', (language, text) => expect(labelled(language, 'a' as SafeText, 'b' as SafeText)).toBe(text));
});
