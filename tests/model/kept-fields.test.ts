import { describe, expect, it } from 'vitest';
import { keptFields, keptValue } from '../../src/model/kept-fields.ts';

describe('what is kept of a URI', () => {
  it.each([
    ['/plain/path', '/plain/path'],
    ['/login?user=anna&pin=123', '/login?user=(4)&pin=(3)'],
    ['/x?token', '/x?(5)'],
    ['/x?', '/x?'],
    ['/x?a=b=c&&d', '/x?a=(3)&&(1)'],
    ['/x?a=1;b=22#frag', '/x?a=(1);b=(2)#(4)'],
    ['/x#access_token=abc', '/x#access_token=(3)'],
    ['http://anna:secret@example.com/a', 'http://example.com/a'],
    ['http://anna:se@cret@example.com', 'http://example.com'],
    ['http://example.com/@home', 'http://example.com/@home'],
    ['/@home', '/@home'],
    ['/?u=http://a:b@c/', '/?u=(13)'],
  ])('%s as %s', (uri, kept) => {
    expect(keptFields({ method: 'GET', target: uri })).toEqual({ method: 'GET', target: kept });
    expect(keptFields({ location: uri, status: 302 })).toEqual({ location: kept, status: 302 });
  });

  it('keeps the order of fields, both URIs, and everything else', () => {
    const kept = keptFields({ location: '/a?b=c', other: '/a?b=c', target: '/d?e=f' });
    expect(Object.entries(kept)).toEqual([
      ['location', '/a?b=(1)'],
      ['other', '/a?b=c'],
      ['target', '/d?e=(1)'],
    ]);
  });

  it('gives the same object where nothing is to be done', () => {
    const fields = { target: '/a', location: null };
    expect(keptFields(fields)).toBe(fields);
  });
});

describe('kept values', () => {
  it('only of URI fields is anything taken away', () => {
    expect(keptValue('target', '/a?token=abc')).toBe('/a?token=(3)');
    expect(keptValue('host', 'a?token=abc')).toBe('a?token=abc');
    expect(keptValue('target', null)).toBeNull();
  });
});
