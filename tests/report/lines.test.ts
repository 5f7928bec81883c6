import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { renderLines } from '../../src/report/lines.ts';
import { expectGolden } from '../builders/golden.ts';
import { aCapture, aCoverage, aFinding, anEvidence, aRule, aSnapshot } from '../builders/snapshot.ts';

describe('renderLines', () => {
  it.each(['en', 'fr'] as const)('is one finding a line in %s', (language) => {
    expectGolden(new URL(`./lines.golden.${language}.txt`, import.meta.url), renderLines(aSnapshot(), language));
  });

  it('splits at two spaces whatever a name holds', () => {
    const title = { en: 'a   b', fr: 'a   b' };
    const text = renderLines(aSnapshot({ findings: [aFinding({ destination: '  x    y ', rule: aRule({ title }) })] }), 'en');
    const columns = text.split('\n')[0]!.split('  ');
    expect(columns).toHaveLength(10);
    expect([columns[5], columns[9]]).toEqual(['x y', 'a b']);
  });

  it('never reads as all clear', () => {
    expect(renderLines(aSnapshot({ findings: [] }), 'en')).toBe(
      '# Nothing found. Not a clean bill of health. Content not seen: 96.4\u00a0% of 1.00\u00a0MB.\n',
    );
  });

  const firstLine = (more: Partial<Snapshot>): readonly string[] => renderLines(aSnapshot(more), 'en').split('\n')[0]!.split('  ');

  it('says of which capture frames are where there are several, and that there are more', () => {
    const evidence = [
      anEvidence({ capture: 0, frames: [12] }),
      anEvidence({ capture: 1, frames: [1, 2, 3, 4, 5, 6, 7, 8, 9] }),
    ] as unknown as Finding['evidence'];
    const findings = [aFinding({ evidence })];
    expect(firstLine({ captures: [aCapture({ name: 'a.pcap' }), aCapture({ name: 'b.pcap' })], findings })[8]).toBe(
      'a.pcap:12 b.pcap:1,2,3,4,5,6,7,8,…',
    );
    expect(firstLine({ findings: [aFinding({ evidence: [evidence[0]] })] })[8]).toBe('12');
  });

  it('calls devices by the names that people gave them, also those that are left out', () => {
    const device = aFinding().device!;
    const notes = { marks: [], names: [{ device, name: 'Ben' }], reviews: [], recordings: [] };
    expect(firstLine({ notes })[4]).toBe('Ben');
    expect(renderLines(aSnapshot({ notes: { ...notes, excluded: [device] } }), 'en')).toContain('left out (Ben)');
  });

  it('says that there are more findings than are listed', () => {
    const coverage = aCoverage({ limits: [{ code: 'findings-limited', count: 4_320, incomplete: true }] });
    expect(renderLines(aSnapshot({ coverage }), 'en')).toMatch(/^# 4 findings: .* 4,320 further findings are not listed\.$/m);
  });
});
