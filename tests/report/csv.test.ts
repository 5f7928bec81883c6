import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { renderCsv } from '../../src/report/csv.ts';
import { expectGolden } from '../builders/golden.ts';
import { HOSTILE } from '../builders/hostile.ts';
import { aCapture, aFinding, anEvidence, aSnapshot, snapshotSaying } from '../builders/snapshot.ts';

/** Reads RFC 4180 back, with lone newlines. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  const row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i]!;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[(i += 1)]!;
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',' || c === '\n') {
      row.push(cell);
      cell = '';
      if (c === '\n') rows.push(row.splice(0));
    } else cell += c;
  }
  expect([cell, row, quoted]).toEqual(['', [], false]);
  return rows;
}

describe('renderCsv', () => {
  it.each(['en', 'fr'] as const)('is one table in %s', (language) => {
    expectGolden(new URL(`./table.golden.${language}.csv`, import.meta.url), renderCsv(aSnapshot(), language));
  });

  it('has as many cells in every row as there are columns', () => {
    const rows = parse(renderCsv(aSnapshot(), 'en'));
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => rows[0]!.length));
    expect(rows.map((row) => row[0])).toEqual(['record', ...Array<string>(4).fill('finding'), ...Array<string>(4).fill('destination')]);
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text] as const))(
    '%s is no formula and breaks no row',
    (_name, text) => {
      const rows = parse(renderCsv(snapshotSaying(text), 'en'));
      const width = rows[0]!.length;
      expect(rows).toHaveLength(5);
      for (const row of rows) {
        expect(row).toHaveLength(width);
        for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u);
      }
    },
  );

  it('writes numbers as they are', () => {
    expect(renderCsv(aSnapshot(), 'fr')).toContain(',54321,1234,3,');
  });

  const cellsOf = (snapshot: Snapshot): Record<string, string> => {
    const [head, first] = parse(renderCsv(snapshot, 'en'));
    return Object.fromEntries(head!.map((name, i) => [name, first![i]!]));
  };

  it('tells the frames of one capture from those of another', () => {
    const evidence = [
      anEvidence({ capture: 0, frames: [12] }),
      anEvidence({ capture: 1, frames: [12, 3] }),
    ] as unknown as Finding['evidence'];
    const captures = [aCapture({ name: 'my toy.pcap' }), aCapture({ name: 'b.pcap' })];
    const cells = cellsOf(aSnapshot({ captures, findings: [aFinding({ evidence })] }));
    expect([cells['captures'], cells['frames']]).toEqual(['my toy.pcap; b.pcap', '12; 3 12']);
  });

  it('calls devices by the names that people gave them', () => {
    const names = [{ device: aFinding().device!, name: 'Ben' }];
    expect(cellsOf(aSnapshot({ notes: { marks: [], names, reviews: [], recordings: [] } }))['device_name']).toBe('Ben');
  });
});
