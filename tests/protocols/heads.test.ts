import { describe, expect, it } from 'vitest';
import {
  authorizationSchemeOf,
  contentLengthOf,
  findHeadEnd,
  HEAD_INCOMPLETE,
  HEAD_MALFORMED,
  headerOf,
  hasUserInfo,
  mediaTypeOf,
  readHead,
  withoutQuery,
  withoutUserInfo,
} from '../../src/protocols/heads.ts';

const endOf = (text: string, searched = 0): number => findHeadEnd(Buffer.from(text, 'latin1'), 0, text.length, searched);

describe('findHeadEnd', () => {
  it.each([
    ['A\r\nB\r\n\r\nrest', 8],
    ['A\nB\n\nrest', 5],
    ['A\r\n\nrest', 4],
    ['A\r\nB\r\n', HEAD_INCOMPLETE],
    ['A\r\nB\r\n\r', HEAD_INCOMPLETE],
    [`A\r\n${' '.repeat(100)}x`, HEAD_MALFORMED],
    ['x'.repeat(70_000), HEAD_MALFORMED],
  ])('%j', (text, expected) => {
    expect(endOf(text)).toBe(expected);
  });

  it('finds the same end wherever the octets were cut before', () => {
    const text = 'GET / HTTP/1.1\r\nA: b\r\n\r\nrest';
    for (let searched = 0; searched < 24; searched += 1)
      if (endOf(text.slice(0, searched)) === HEAD_INCOMPLETE) expect(endOf(text, searched)).toBe(24);
  });

  it('sees a line of blanks that grew over many segments', () => {
    const text = `A: b\r\n${' '.repeat(80)}`;
    let verdict = HEAD_INCOMPLETE;
    for (let end = 1; end <= text.length && verdict === HEAD_INCOMPLETE; end += 1) verdict = endOf(text.slice(0, end), end - 1);
    expect(verdict).toBe(HEAD_MALFORMED);
  });
});

describe('readHead', () => {
  it('joins folded lines, passes over lines without a name, and lowers names', () => {
    const text = 'DESCRIBE x RTSP/1.0\r\nCSeq: 1\r\nnonsense\r\nX: a\r\n\tb\r\n\r\n';
    const head = readHead(Buffer.from(text), 0, text.length);
    expect(head).toEqual({ startLine: 'DESCRIBE x RTSP/1.0', headers: ['cseq', '1', 'x', 'a b'] });
    expect([headerOf(head.headers, 'x'), headerOf(head.headers, 'y')]).toEqual(['a b', null]);
  });
});

describe('values', () => {
  it('are reduced to what may be kept', () => {
    expect([mediaTypeOf('Text/X; q=1'), contentLengthOf('12'), contentLengthOf('+1')]).toEqual(['text/x', 12, null]);
    expect([authorizationSchemeOf('Basic abc'), authorizationSchemeOf('abcdef'), authorizationSchemeOf('Secret abc')]).toEqual([
      'basic',
      'other',
      'other',
    ]);
    expect([hasUserInfo('rtsp://a:b@h/x'), hasUserInfo('http://h/a@b'), hasUserInfo('/a@b')]).toEqual([true, false, false]);
    expect([withoutUserInfo('rtsp://a:b@c@h/x@y'), withoutUserInfo('http://h/@')]).toEqual(['rtsp://h/x@y', 'http://h/@']);
    // Another address within a target, and a path that begins like a reference, are no credentials of this request.
    expect([hasUserInfo('/to?u=http://a:b@h/'), hasUserInfo('//a:b@h/x')]).toEqual([false, false]);
    expect([withoutUserInfo('//a:b@h/x'), withoutUserInfo('//h/x@y'), withoutUserInfo('/x//a:b@h')]).toEqual([
      '//h/x',
      '//h/x@y',
      '/x//a:b@h',
    ]);
    expect([withoutQuery('/a?b#c'), withoutQuery('/a#c?b')]).toEqual(['/a', '/a']);
  });
});
