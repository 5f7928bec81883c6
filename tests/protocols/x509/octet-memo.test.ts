import { expect, it } from 'vitest';
import { OctetMemo } from '../../../src/protocols/x509/octet-memo.ts';

const OCTETS = Buffer.from('..abcdef..');

it('gives back what was kept for the same octets, wherever they lie', () => {
  const memo = new OctetMemo<string>(4);
  memo.keep(6, OCTETS, 2, 5, 'abc');
  expect(memo.get(6, Buffer.from('abc'), 0, 3)).toBe('abc');
  expect(memo.get(2, OCTETS, 2, 5)).toBe('abc');
});

it.each([
  ['other octets', 6, 'abd'],
  ['fewer octets', 6, 'ab'],
  ['more octets', 6, 'abcd'],
  ['another slot', 7, 'abc'],
])('gives nothing for %s', (_what, mark, octets) => {
  const memo = new OctetMemo<string>(4);
  memo.keep(6, OCTETS, 2, 5, 'abc');
  expect(memo.get(mark, Buffer.from(octets), 0, octets.length)).toBeUndefined();
});

it('keeps a copy: the octets may be written over', () => {
  const memo = new OctetMemo<number>(4);
  const octets = Buffer.from('abc');
  memo.keep(0, octets, 0, 3, 1);
  octets.fill(0);
  expect(memo.get(0, Buffer.from('abc'), 0, 3)).toBe(1);
});

it('has the last that was kept, and nothing that is too long', () => {
  const memo = new OctetMemo<number>(4);
  memo.keep(1, Buffer.from('abc'), 0, 3, 1);
  memo.keep(5, Buffer.from('def'), 0, 3, 2);
  expect([memo.get(1, Buffer.from('abc'), 0, 3), memo.get(1, Buffer.from('def'), 0, 3)]).toEqual([undefined, 2]);
  const long = Buffer.alloc((16 << 10) + 1);
  memo.keep(1, long, 0, long.length, 3);
  expect(memo.get(1, long, 0, long.length)).toBeUndefined();
});
