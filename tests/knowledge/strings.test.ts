import { describe, expect, it } from 'vitest';
import { openSections, packSections } from '../../src/knowledge/sections.ts';
import { packStrings, StringTable } from '../../src/knowledge/strings.ts';

describe('string table', () => {
  const [offsets, octets] = openSections(packSections(packStrings(['Zoé', '', 'b'])), 2);
  const table = new StringTable(offsets!, octets!);

  it.each([
    [0, 'Zoé'],
    [1, ''],
    [2, 'b'],
    [3, ''],
    [-1, ''],
  ])('text %i is %j', (index, text) => {
    expect(table.at(index)).toBe(text);
  });

  it('knows how many there are', () => {
    expect(table.count).toBe(3);
  });
});
