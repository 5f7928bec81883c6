import { describe, expect, it } from 'vitest';
import { safeJson, safeText } from '../../src/language/safe-text.ts';

describe('safeText', () => {
  it.each([
    ['plain text', 'api.example.com', 'api.example.com'],
    ['clear screen', '\x1b[2Jboo', '\\x1b[2Jboo'],
    ['clipboard write', '\x1b]52;c;AA\x07', '\\x1b]52;c;AA\\x07'],
    ['C1 control', 'a\u009bb', 'a\\x9bb'],
    ['right-to-left override', 'toy\u202egpj.exe', 'toy\\u202egpj.exe'],
    ['zero width', 'pay\u200bpal', 'pay\\u200bpal'],
    ['tag character', 'x\u{e0041}', 'x\\u{e0041}'],
    ['line separator', 'a\u2028b', 'a\\u2028b'],
    ['newline', 'a\nb', 'a\\x0ab'],
    ['lone surrogate', 'a\ud800b', 'a\ufffdb'],
    ['accents stay', 'Zoé à l’école', 'Zoé à l’école'],
    ['stacked marks are thinned', `e${'\u0301'.repeat(50)}`, '\u00e9\u0301\u0301'],
  ])('%s', (_name, given, expected) => {
    expect(safeText(given)).toBe(expected);
  });

  it('cuts what is too long and says so', () => {
    expect(safeText('a'.repeat(10_000), 20)).toBe(`${'a'.repeat(20)}…`);
    expect([...safeText('\x00'.repeat(10_000), 20)].length).toBeLessThanOrEqual(21);
  });
});

describe('safeJson', () => {
  it('escapes what a terminal could act on and keeps the value', () => {
    const value = { name: 'a\u009b2J\u202e\u2028é' };
    const line = safeJson(JSON.stringify(value));
    expect(line).toBe('{"name":"a\\u009b2J\\u202e\\u2028é"}');
    expect(JSON.parse(line)).toEqual(value);
  });

  it('lets no hidden character of any kind pass by itself', () => {
    const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
    const passed: string[] = [];
    for (let code = 0; code <= 0x10_ffff; code += 1) {
      const character = String.fromCodePoint(code);
      if (hidden.test(character) && character !== '\n' && safeJson(character) === character) passed.push(code.toString(16));
    }
    expect(passed).toEqual([]);
    expect(safeJson('“Zoé – à\u00a0l’école…”\u202f!')).toBe('“Zoé – à\u00a0l’école…”\u202f!');
  });
});
