import { describe, expect, it } from 'vitest';
import { renderLines } from '../../src/report/lines.ts';
import { expectGolden } from '../builders/golden.ts';
import { aFinding, aRule, aSnapshot } from '../builders/snapshot.ts';

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
});
