import { describe, expect, it } from 'vitest';
import { ASCII_GLYPHS, UNICODE_GLYPHS } from '../../../src/ui/glyphs.ts';
import { levelOf, sparkline } from '../../../src/ui/view/sparkline.ts';

describe('sparkline', () => {
  it.each<[readonly number[], number, string]>([
    [[], 3, '   '],
    [[0, 0, 0], 3, '▁▁▁'],
    [[0, 1, 4, 8], 4, '▁▂▅█'],
    [[9, 9, 0, 1, 4, 8], 4, '▁▂▅█'],
    [[1], 4, '   █'],
    [[1_000_000, 1], 2, '█▂'],
    [[1, 2], 0, ''],
  ])('%j in %i cells', (values, cells, line) => expect(sparkline(UNICODE_GLYPHS, values, cells)).toBe(line));

  it('needs no signs beyond ASCII', () => expect(sparkline(ASCII_GLYPHS, [0, 1, 4, 8], 4)).toBe('_.=#'));

  it('tells silence from little, and stands negative values', () => {
    expect(levelOf(UNICODE_GLYPHS.levels, 1, 1e12)).toBe('▂');
    expect(levelOf(UNICODE_GLYPHS.levels, -5, 10)).toBe('▁');
    expect(levelOf(UNICODE_GLYPHS.levels, 20, 10)).toBe('█');
  });
});
