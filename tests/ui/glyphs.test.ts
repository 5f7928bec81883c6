import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../src/ui/cells.ts';
import { ASCII_GLYPHS, UNICODE_GLYPHS, type Glyphs } from '../../src/ui/glyphs.ts';
import { safe } from './frames.ts';

const signsOf = ({ severity, confidence, levels, keys, ...rest }: Glyphs): readonly string[] => [
  ...[severity, confidence, keys, rest].flatMap((group) => Object.values(group)),
  ...levels,
];

describe('glyphs', () => {
  it('are all ASCII where they have to be', () => {
    for (const sign of signsOf(ASCII_GLYPHS)) expect(sign).toMatch(/^[\x20-\x7e]+$/);
  });

  it.each([ASCII_GLYPHS, UNICODE_GLYPHS])('tell every severity by a shape of one cell', ({ severity }) => {
    expect(new Set(Object.values(severity)).size).toBe(5);
    for (const sign of Object.values(severity)) expect(cellsOf(sign)).toBe(1);
  });

  it('take the same room for every confidence', () => {
    for (const { confidence } of [ASCII_GLYPHS, UNICODE_GLYPHS]) expect(Object.values(confidence).map(cellsOf)).toEqual([3, 3, 3]);
    expect(cellsOf(safe(UNICODE_GLYPHS.ellipsis))).toBe(1);
  });
});
