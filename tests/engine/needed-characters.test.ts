import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { neededCharacters } from '../../src/engine/needed-characters.ts';

describe('the characters that a match needs', () => {
  it.each([
    ['[?&;](token|key)=[^&;]{8,}', '/v1/state?token=12345678', true],
    ['[?&;](token|key)=[^&;]{8,}', '/v1/state', false],
    ['[?&;](token|key)=[^&;]{8,}', '/v1/state?', false],
    ['[?&;](token|key)=[^&;]{8,}', '/état', true],
    ['(?i)\\.(crl|crt)(\\?|$)', '/A.CRT', true],
    ['(?i)\\.(crl|crt)(\\?|$)', '/a-crt', false],
    ['([0-9a-f]{2}(:|-|%3a)){5}', '00112233', false],
    ['([0-9a-f]{2}(:|-|%3a)){5}', '00-1', true],
    ['(a=)?b', 'b', true],
    ['(?:a=)+', 'a', false],
    ['x{0,3}y', 'z', false],
    ['x{0,3}y', 'y', true],
    ['\\d{4}', 'abc', false],
    ['[]a]', 'b', false],
    ['[a-]', '-', true],
    ['a[0-9]{5,}b', 'a1234-5678-9012-b', false],
    ['a[0-9]{5,}b', 'a-12345-b', true],
    ['a[0-9]{5,}b', 'ab1234', false],
    ['a[0-9]{5,}b', '12345ab', true],
    ['a[0-9]{5,}b', 'a1234é6b', true],
    ['[0-9]{5}', '1234', false],
    ['[0-9]{5}', '123x4567', false],
    ['[0-9]{5}', '1234x12345', true],
    ['[0-9]{5}', 'x1234512', true],
    ['(?i)[a-f]{4}x', 'ABCDX', true],
    ['(?i)[a-f]{4}x', 'ABC-DX', false],
    ['([0-9]{5}|a)b', '12ab', true],
    ['[0-9]{5}|a', 'a', true],
    ['a|[0-9]{5}', 'a', true],
    ['[0-9]{0,5}a', '12a', true],
    ['[^0-9]{5}a', '12345a', true],
    ['=|&x', '=', true],
    ['=|&x', 'ax', false],
  ])('%s: %j may match: %j', (source, value, may) => expect(neededCharacters(source)!(value)).toBe(may));

  it.each(['', '^$', '.*', '[^=]', 'a?', '(a|)', '\\w+', '\\pL=', 'a(?i:b)', '(?s)a', '[[:alpha:]]', 'a\\x41', '(a', '[a', 'a**'])(
    'are not known of %j',
    (source) => expect(neededCharacters(source)).toBe(null),
  );

  it('are in every value in which a pattern of the rules occurs', () => {
    const random = randomOf(7);
    let matched = 0;
    let excluded = 0;
    for (const source of patternsOfRules()) {
      const may = neededCharacters(source);
      const pattern = RE2JS.compile(source);
      if (may === null) continue;
      for (let round = 0; round < 60; round += 1) {
        const value = valueLike(source, random);
        const occurs = pattern.test(value);
        if (occurs) matched += 1;
        if (!may(value)) excluded += 1;
        expect({ source, value, lost: occurs && !may(value) }).toEqual({ source, value, lost: false });
      }
    }
    expect(matched).toBeGreaterThan(30);
    expect(excluded).toBeGreaterThan(300);
  });
});

function patternsOfRules(): readonly string[] {
  const files = readdirSync('rules', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  const texts = files.map((name) => readFileSync(join('rules', name), 'utf8')).join('\n');
  return [...texts.matchAll(/matches: '((?:[^']|'')*)'/g)].map((found) => found[1]!.replaceAll("''", "'"));
}

/** Pieces of the pattern itself, in any order: near misses, and some hits. */
function valueLike(source: string, random: () => number): string {
  const pieces = source.match(/[0-9A-Za-z_.:=&;%/?-]+/g) ?? [''];
  let value = '';
  for (let count = random() * 7; count > 0; count -= 1) {
    const piece = pieces[Math.floor(random() * pieces.length)]!;
    value += random() < 0.3 ? piece.slice(0, 1 + Math.floor(random() * 3)) : piece;
    if (random() < 0.3) value += '?=.0123456789abcdef-'[Math.floor(random() * 20)]!;
  }
  return random() < 0.2 ? value.toUpperCase() : value;
}

/** Numbers from 0 to 1, the same in every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}
